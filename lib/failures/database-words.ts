import { NETWORK_FAILURES, TLS_FAILURES } from '@/lib/failures/connection-failures'
import type { DatabaseFailure } from '@/lib/failures/database-failure'
import { ACCESS_FAILURES, RESOURCE_FAILURES, SCHEMA_FAILURES } from '@/lib/failures/server-failures'

/** Where a failure happened: its server, and the variable that names it. */
export type Place = {
  server: string
  variable: string
  /** How long an answer was waited for, where none came. */
  deadlineMs?: number
}

/**
 * What a failure of the database means and what to do about it, by its SQLSTATE, Prisma's or Node's
 * code, or our own; undefined for a code that says nothing of a database.
 * @param place undefined where the failure does not tell; then codes of the network alone are not
 *   taken for the database's.
 */
export function databaseWords(code: string, place: Place | undefined): string | undefined {
  if (/^(22|23(?!505)|P0)...$/.test(code)) return 'The database refused the data'
  const known = findKnown(code, place)
  if (known === undefined) return undefined
  const database = place === undefined ? 'The database' : `The database at ${place.server}`
  return known.words(database, place?.variable ?? 'DATABASE_URL', place?.deadlineMs)
}

/** Whether the server, the way to it or a right is the cause: no line of the program tells more of it. */
export function isServersDoing(code: string, place: Place | undefined): boolean {
  const known = findKnown(code, place)
  if (known === undefined) return false
  return known.isNetwork || ACCESS_FAILURES.includes(known) || /^(53...|57P0.)$/.test(code)
}

function findKnown(code: string, place: Place | undefined): DatabaseFailure | undefined {
  const known = KNOWN.find(({ codes }) => codes.test(code))
  return known?.isNetwork && place === undefined ? undefined : known
}

const KNOWN: DatabaseFailure[] = [
  ...[...NETWORK_FAILURES, ...TLS_FAILURES].map((known) => ({ ...known, isNetwork: true })),
  ...ACCESS_FAILURES,
  ...SCHEMA_FAILURES,
  ...RESOURCE_FAILURES,
]
