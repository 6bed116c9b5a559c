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

const EXAMPLE = 'such as https://veilgate.example.com'
