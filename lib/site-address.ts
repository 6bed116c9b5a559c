/**
 * Why a URL is not the address of a console, in words that do not repeat it; undefined where it is. The
 * console answers at the root of its host: under a path, none of its pages would be found.
 */
export function siteAddressProblem(value: string): string | undefined {
  const site = URL.canParse(value) ? new URL(value) : undefined
  if (site === undefined || !['http:', 'https:'].includes(site.protocol)) {
    return `wanted the address people open, ${EXAMPLE}`
  }
  if (site.username !== '' || site.password !== '') {
    return `it must not hold a user name or password: wanted the address alone, ${EXAMPLE}`
  }
  if (site.pathname !== '/') {
    return `it must not have a path, since the console answers at the root of its host: wanted the address alone, ${EXAMPLE}`
  }
  if (value.includes('?') || value.includes('#')) {
    return `it must not have a ? or # part: wanted the address alone, ${EXAMPLE}`
  }
  return undefined
}

/** The address at which people open the console: the one that is configured, or that of where it listens. */
export function siteAddress({
  VEILGATE_URL,
  VEILGATE_HOST: host,
  PORT,
}: {
  VEILGATE_URL?: string | undefined
  VEILGATE_HOST: string
  PORT: number
}): string {
  if (VEILGATE_URL !== undefined) return VEILGATE_URL
  // Some addresses to listen on cannot be opened, and a session belongs to the name it began at.
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${PORT}`
}

const EXAMPLE = 'such as https://veilgate.example.com'
