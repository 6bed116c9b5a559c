import type pg from 'pg'
import { parse, toClientConfig } from 'pg-connection-string'
import { databaseUrlProblem, escapeStrayPercents } from '@/lib/database-url'
import { failureCode, UserError } from '@/lib/errors'

/** The variable that a database's URL came from: what its words name. */
export type UrlVariable =
  | 'DATABASE_URL'
  | 'VEILGATE_REVEAL_DATABASE_URL'
  | 'VEILGATE_READ_DATABASE_URL'

/** What pg needs to connect, and what our own client adds to it. */
export type ConnectionConfig = pg.ClientConfig & {
  /** How long opening the connection may take. */
  connectTimeoutMs: number
  /** How long a query may go without an answer; the connection is given up then. */
  deadlineMs: number
  /** The schema that comes first, where the URL names one. */
  schema?: string
  /** Whether what `ssl` says holds only where the server can encrypt, or only where it insists. */
  tlsWhere?: 'offered' | 'demanded'
  /** Whether the server has to tie its certificate to the proof of the password. */
  requiresChannelBinding: boolean
  /** How many connections the URL allows a process, where it says so. */
  connectionLimit?: number
  /** Where the database is, for words: host:port/database and the variable that says so. */
  where: string
}

const CONNECT_TIMEOUT_SECONDS = 5
const DEADLINE_MS = 10_000

/**
 * The one place that turns a database's URL into what pg is given. `sslmode` means what it means to
 * libpq and psql. Reads the files that the URL names.
 * @throws UserError where the URL, or something in it that would not be obeyed, is wrong.
 */
export function connectionConfig(
  url: string,
  { deadlineMs = DEADLINE_MS, variable = 'DATABASE_URL' as UrlVariable } = {},
): ConnectionConfig {
  const problem = databaseUrlProblem(url)
  if (problem !== undefined) throw new UserError(`${variable} is wrong: ${problem}.`)
  const tidy = new URL(escapeStrayPercents(url.trim()).replaceAll(' ', '%20'))
  const parameters = new URLSearchParams(tidy.search)
  const sslmode = parameters.get('sslmode')
  const channelBinding = parameters.get('channel_binding')
  const [schema, limit] = [parameters.get('schema'), parameters.get('connection_limit')]
  const parsed = toClientConfig(parseUrl(tidy, variable))
  const { host, port, user, password, database, ssl, options, application_name } = parsed
  const isSocket = host?.startsWith('/') === true
  return {
    host,
    port,
    user,
    password,
    database,
    options,
    application_name,
    ...(isSocket ? { ssl: false } : tlsOf(sslmode, ssl)),
    enableChannelBinding: ['prefer', 'require'].includes(channelBinding ?? ''),
    requiresChannelBinding: channelBinding === 'require',
    connectTimeoutMs: Number(parameters.get('connect_timeout') ?? CONNECT_TIMEOUT_SECONDS) * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    deadlineMs,
    ...(schema === null ? {} : { schema }),
    ...(limit === null ? {} : { connectionLimit: Number(limit) }),
    where: `${host || 'localhost'}:${port ?? 5432}/${database ?? user ?? ''} (${variable})`,
  }
}

function parseUrl(url: URL, variable: UrlVariable) {
  const forParser = new URL(url)
  forParser.searchParams.delete('uselibpqcompat')
  // To libpq the CAs that this machine trusts anyway; a file may not be called so.
  if (url.searchParams.get('sslrootcert') === 'system') forParser.searchParams.delete('sslrootcert')
  try {
    return parse(forParser.href, { useLibpqCompat: true })
  } catch (error) {
    const named = ['sslrootcert', 'sslcert', 'sslkey'].filter((name) => url.searchParams.has(name))
    throw new UserError(
      `${variable} is wrong: a file that it names (${named.join(', ')}) cannot be read ` +
        `(${failureCode(error) ?? 'unreadable'}).`,
      { cause: error },
    )
  }
}

/** What the parser, which knows libpq's other modes, does not: `allow` and node-postgres's own. */
function tlsOf(
  sslmode: string | null,
  ssl: pg.ClientConfig['ssl'],
): Pick<ConnectionConfig, 'ssl' | 'tlsWhere'> {
  const trusting = { ssl: { ...(typeof ssl === 'object' ? ssl : {}), rejectUnauthorized: false } }
  if (sslmode === 'allow') return { ...trusting, tlsWhere: 'demanded' }
  if (sslmode === 'no-verify') return trusting
  if (sslmode === 'prefer') return { ssl, tlsWhere: 'offered' }
  return ssl === undefined ? {} : { ssl }
}
