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
  const known = code === undefined ? undefined : KNOWN_CODES[code]
  if (known !== undefined) return `${known} (${code})`
  const name = error instanceof Error ? error.name : typeof error
  return code === undefined ? name : `${name} (${code})`
}

/** The machine-readable code of a failure, found on it or on its causes; undefined if it has none. */
export function failureCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
    const { code, meta } = at as { code?: unknown; meta?: { driverAdapterError?: unknown } }
    if (meta?.driverAdapterError !== undefined) {
      const inner = failureCode(meta.driverAdapterError)
      if (inner !== undefined) return inner
    }
    if (typeof code === 'string' && /^[\w.-]{2,60}$/.test(code)) return code
    if (at instanceof AggregateError && at.errors.length > 0) return failureCode(at.errors[0])
  }
  return undefined
}

const KNOWN_CODES: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers at that address',
  ECONNRESET: 'The connection was cut',
  ENOTFOUND: 'The host name is unknown',
  ETIMEDOUT: 'No answer in time',
  UND_ERR_SOCKET: 'The connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'No answer in time',
  '57P01': 'The database is shutting down',
  '57014': 'The database took too long',
  P1001: 'The database cannot be reached',
  P1017: 'The database closed the connection',
  P2028: 'The transaction took too long',
}
