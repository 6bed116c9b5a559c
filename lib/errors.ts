import { databaseWords, isServersDoing, type Place } from '@/lib/failures/database-words'
import type { Noted } from '@/lib/failures/failure-place'
import { singleton } from '@/lib/singleton'

/**
 * An error whose message is meant for people: the CLI prints it alone, without a stack. One class however often this
 * module is loaded (see `singleton`): what another copy of it throws is to be told in words as well.
 */
export const UserError = singleton(
  'user-error',
  () =>
    class UserError extends Error {
      override name = 'UserError'
    },
)
export type UserError = InstanceType<typeof UserError>

/**
 * The cause of a failure in words that are safe to show and log: what is wrong, where, and what to
 * do, and the code to look it up by; but never SQL, parameters or message bodies, which may hold
 * personal data. A phrase to be put into a sentence: without a full stop at its end.
 */
export function describeFailure(error: unknown): string {
  const ours = userErrorOf(error)
  if (ours !== undefined) return ours.message.replace(/\.$/, '')
  const code = failureCode(error)
  const name = error instanceof Error ? error.name : typeof error
  const key = code ?? name
  const words = databaseWords(key, placeOf(error)) ?? KNOWN_CODES[key]
  if (words !== undefined) return `${words} (${key})`
  return code === undefined ? name : `${name} (${code})`
}

/** The same as a sentence of its own. */
export function failureSentence(error: unknown): string {
  return `${describeFailure(error)}.`
}

/** Whether the sentence says it all: the database's server, the way to it or a right is the cause. */
export function isToldInFull(error: unknown): boolean {
  const code = failureCode(error)
  return code !== undefined && isServersDoing(code, placeOf(error))
}

/** The machine-readable code of a failure, found on it or on its causes; undefined if it has none. */
export function failureCode(error: unknown): string | undefined {
  for (const at of causesOf(error)) {
    const code = driverCode(at) ?? (at as { code?: unknown }).code ?? sentenceCode(at.message)
    if (typeof code === 'string' && /^[\w.-]{2,60}$/.test(code)) return code
    if (at instanceof AggregateError && at.errors.length > 0) return failureCode(at.errors[0])
  }
  return undefined
}

/** An error of ours that a library passed on as the cause of its own. */
function userErrorOf(error: unknown): UserError | undefined {
  return causesOf(error).find((at) => at instanceof UserError)
}

/** Where it happened, as `noteWhere` noted it: "host:port/database (VARIABLE)". */
function placeOf(error: unknown): Place | undefined {
  for (const at of causesOf(error)) {
    const { where, deadlineMs } = (at as Noted).meta ?? {}
    const noted = where ?? driverError(at)?.meta?.where
    const [, server, variable] =
      /^(.*) \((\w+)\)$/.exec(typeof noted === 'string' ? noted : '') ?? []
    if (server === undefined || variable === undefined) continue
    const isGivenUp = typeof deadlineMs === 'number'
    return { server, variable, ...(isGivenUp ? { deadlineMs } : {}) }
  }
  return undefined
}

function causesOf(error: unknown): Error[] {
  const found: Error[] = []
  for (let at = error; at instanceof Error && found.length < 6; at = at.cause) found.push(at)
  return found
}

/** Prisma reports a raw query's failure as P2010, with the SQLSTATE or the kind of trouble within. */
function driverCode(error: Error): unknown {
  const cause = driverError(error)?.cause
  return cause?.originalCode ?? cause?.kind
}

type DriverError = Noted & { cause?: { originalCode?: unknown; kind?: unknown } }

function driverError(error: Error): DriverError | undefined {
  if (error.name === 'DriverAdapterError') return error as DriverError
  return (error as { meta?: { driverAdapterError?: DriverError } }).meta?.driverAdapterError
}

/** The driver has sentences and no codes for some failures of a connection. */
function sentenceCode(message: string): string | undefined {
  return SENTENCES.find(([start]) => message.startsWith(start))?.[1]
}

const SENTENCES = [
  ['timeout expired', 'NO_CONNECTION_IN_TIME'],
  ['timeout exceeded when trying to connect', 'POOL_EXHAUSTED'],
  ['Connection terminated due to connection timeout', 'NO_CONNECTION_IN_TIME'],
  ['Connection terminated', 'CONNECTION_CLOSED'],
  ['Client has encountered a connection error', 'CONNECTION_CLOSED'],
  ['Client was closed', 'CONNECTION_CLOSED'],
  ['The server does not support SSL connections', 'SERVER_WITHOUT_TLS'],
  ['There was an error establishing an SSL connection', 'TlsConnectionError'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be', 'NO_PASSWORD'],
  ['SASL:', '28P01'],
] as const

/** What the network says of others than the database. */
const KNOWN_CODES: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers at that address',
  ECONNRESET: 'The connection was cut',
  EPIPE: 'The connection was cut',
  ENOTFOUND: 'The host name is unknown',
  EAI_AGAIN: 'The host name cannot be resolved right now',
  ETIMEDOUT: 'No answer in time',
  TimeoutError: 'No answer in time',
  // Names that say nothing to whoever reads them alone.
  Error: 'Something unexpected went wrong',
  APIError: 'The accounts could not be asked',
}
