/**
 * What is wrong with a database's URL, in words without any of its values; undefined where nothing is.
 * A parameter that would not be obeyed is wrong: whoever wrote it relies on it.
 */
export function databaseUrlProblem(given: string): string | undefined {
  if (looksUnescaped(given)) return UNESCAPED
  if (namesSeveralHosts(given)) return 'it names several hosts: name one'
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !PROTOCOLS.includes(url.protocol)) return WANTED
  if (!isDecodable(url)) return UNESCAPED
  const names = [...url.searchParams.keys()]
  const unknown = [...new Set(names.filter((name) => !OBEYED.includes(name)))]
  if (unknown.length > 0) return notObeyed(unknown)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return `it gives the parameter ${twice} twice`
  return wrongValue(url.searchParams)
}

/** As libpq takes them, each with its port, which no other URL may have. */
function namesSeveralHosts(given: string): boolean {
  return /^\s*postgres(?:ql)?:\/\/(?:[^/?#]*@)?[^/?#@]*,[^/?#@]*(?:[/?#]|$)/.test(given)
}

const PROTOCOLS = ['postgres:', 'postgresql:']
const OBEYED = [
  ...['schema', 'options', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'channel_binding'],
  ...[
    'application_name',
    'connect_timeout',
    'connection_limit',
    'host',
    'port',
    'pgbouncer',
    'uselibpqcompat',
  ],
]
const WANTED = 'wanted a Postgres URL, such as postgresql://user:password@host:5432/database'
const UNESCAPED =
  'in its user name and password, percent-encode the characters % (as %25), # (%23), / (%2F), ' +
  '? (%3F), : (%3A) and @ (%40)'

/**
 * In a password `#`, `/` and `?` end the host's part of the URL: what is left may well parse, as
 * another host and port.
 */
function looksUnescaped(given: string): boolean {
  const rest = /^\s*postgres(?:ql)?:\/\/(.*)$/s.exec(given)?.[1]
  if (rest === undefined) return false
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? ''
  const behind = rest.slice(authority.length)
  if (behind.includes('#') || behind.split('?')[0]?.includes('@')) return true
  return behind.includes('@') && !authority.includes('@')
}

function isDecodable({ username, password }: URL): boolean {
  try {
    for (const part of [username, password]) decodeURIComponent(escapeStrayPercents(part))
    return true
  } catch {
    return false
  }
}

/** A `%` that begins no escape stands for itself. */
export function escapeStrayPercents(text: string): string {
  return text.replace(/%(?![0-9a-f]{2})/gi, '%25')
}

function notObeyed(names: string[]): string {
  const way = names.includes('ssl') || names.includes('sslaccept') ? ' (use sslmode)' : ''
  const [is, them] = names.length === 1 ? ['a parameter', 'it'] : ['parameters', 'them']
  return `it has ${is} that Veilgate does not support: ${names.join(', ')}${way}. Remove ${them}`
}

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']
const BINDINGS = ['disable', 'prefer', 'require']

function wrongValue(parameters: URLSearchParams): string | undefined {
  const rules: [name: string, isRight: (value: string) => boolean, wanted: string][] = [
    ['schema', (value) => /^[^\0]{1,63}$/.test(value), 'the name of a schema'],
    ['sslmode', (value) => SSL_MODES.includes(value), `one of ${SSL_MODES.join(', ')}`],
    ['channel_binding', (value) => BINDINGS.includes(value), `one of ${BINDINGS.join(', ')}`],
    ['connect_timeout', wholeUpTo(300), 'a whole number of seconds from 1 to 300'],
    ['connection_limit', wholeUpTo(100), 'a whole number from 1 to 100'],
    ['port', wholeUpTo(65_535), 'a port number'],
    ['uselibpqcompat', (value) => value === 'true', 'true, as sslmode is read'],
  ]
  for (const [name, isRight, wanted] of rules) {
    const value = parameters.get(name)
    if (value !== null && !isRight(value)) return `its parameter ${name} is not ${wanted}`
  }
  const options = parameters.get('options') ?? ''
  if (/timezone|datestyle/i.test(options)) {
    return 'its parameter options must not set TimeZone or DateStyle: every session is in UTC and ISO'
  }
  if (parameters.has('schema') && /search_path/i.test(options)) {
    return 'it names a schema and, in options, a search_path: remove one'
  }
  const needsRoot = parameters.get('sslmode') === 'verify-ca'
  if (needsRoot && !parameters.has('sslrootcert')) return 'sslmode=verify-ca needs sslrootcert'
  const isSystem = parameters.get('sslrootcert') === 'system'
  if (isSystem && parameters.get('sslmode') !== 'verify-full') {
    return 'sslrootcert=system, which trusts every public CA, needs sslmode=verify-full'
  }
  return undefined
}

function wholeUpTo(most: number) {
  return (value: string) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= most
}
