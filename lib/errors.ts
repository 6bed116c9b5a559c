/** An error whose message is meant for people: the CLI prints it alone, without a stack. */
export class UserError extends Error {
  override name = 'UserError'
}

/**
 * The cause of a failure in words that are safe to show and log: the message and code of our own
 * errors and of the network's, but never SQL, parameters or message bodies, which may hold
 * personal data.
 */
export function describeFailure(error: unknown): string {
  if (error instanceof UserError) return error.message
  const code = failureCode(error)
  const name = error instanceof Error ? error.name : typeof error
  const known = KNOWN_CODES[code ?? name]
  if (known !== undefined) return `${known} (${code ?? name})`
  if (isCutOff(error)) return 'The database closed the connection'
  if (isAboutTheData(error)) return `The database refused the data (${code})`
  return code === undefined ? name : `${name} (${code})`
}

/** The machine-readable code of a failure, found on it or on its causes; undefined if it has none. */
export function failureCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const code = driverCode(at) ?? (at as { code?: unknown }).code
    if (typeof code === 'string' && /^[\w.-]{2,60}$/.test(code)) return code
    if (at instanceof AggregateError && at.errors.length > 0) return failureCode(at.errors[0])
  }
  return undefined
}

/**
 * SQLSTATE classes 22 (data), 23 (constraints) and P0 (raised by a trigger) blame what was sent.
 * Not so 23505: the only row that can be there already is the ledger row of an attempt whose answer
 * was lost, and which the next attempt will find.
 */
export function isAboutTheData(error: unknown): boolean {
  return /^(22|23(?!505)|P0)...$/.test(failureCode(error) ?? '')
}

/** Failures that pass when the transaction is simply tried again: it met another one. */
export function isPassing(error: unknown): boolean {
  return /^40(001|P01)$/.test(failureCode(error) ?? '')
}

/** The driver has no code for a connection that ended in the middle of a query. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Connection terminated')
}

/** Prisma reports a raw query's failure as P2010, with the SQLSTATE or the kind of trouble within. */
function driverCode(error: Error): unknown {
  const { meta } = error as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; kind?: unknown } } }
  }
  const cause = meta?.driverAdapterError?.cause
  return cause?.originalCode ?? cause?.kind
}

const KNOWN_CODES: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers at that address',
  ECONNRESET: 'The connection was cut',
  ENOTFOUND: 'The host name is unknown',
  ETIMEDOUT: 'No answer in time',
  UND_ERR_SOCKET: 'The connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'No answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'No answer in time',
  DatabaseNotReachable: 'The database cannot be reached',
  DatabaseDoesNotExist: 'The database does not exist',
  ConnectionClosed: 'The database closed the connection',
  SocketTimeout: 'The database did not answer in time',
  '3D000': 'The database does not exist',
  '28P01': 'The database refused the password',
  '25P03': 'Nobody read on for too long',
  '42P01': 'The database lacks a table: run npm run migrate',
  '53300': 'The database has no connection to spare',
  '57P01': 'The database is shutting down',
  '57P03': 'The database is starting up',
  '57014': 'The database took too long',
  P1001: 'The database cannot be reached',
  P1017: 'The database closed the connection',
  P2024: 'The database has no connection to spare',
  P2028: 'The database took too long',
  QueueDoesNotExist: 'There is no such queue',
  AccessDeniedException: 'The queue refuses access',
  CredentialsProviderError: 'No AWS credentials were found',
  TimeoutError: 'No answer in time',
}
