import { Prisma } from '@/lib/db/generated/client'
import type { CountedRow, RevealLogRow } from '@/lib/model/reveal/reveal-log'

/** The columns of `reveal_log` that make a `RevealLogRow`. */
export const REVEAL_LOG_COLUMNS = Prisma.sql`
  id::text AS "id", at, action, outcome, request_id::text AS "requestId", user_id AS "userId",
  user_name AS "userName", tokens, outcomes, subject, reason, ticket,
  client_address AS "clientAddress", database_user AS "databaseUser",
  previous_hash AS "previousHash", hash`

export type RevealLogRecord = Omit<RevealLogRow, 'at'> & { at: Date }

/** A record as `REVEAL_LOG_COLUMNS` selects it, in the shape that is hashed and shown. */
export function toRevealLogRow(record: RevealLogRecord): RevealLogRow {
  return {
    ...record,
    at: record.at.toISOString(),
    tokens: record.tokens ?? [],
    outcomes: record.outcomes ?? [],
  }
}

/** The same, and how many refusals a row stands for: all of its kind, of one account, in one minute. */
export const COUNTED_COLUMNS = Prisma.sql`${REVEAL_LOG_COLUMNS},
  coalesce((SELECT count FROM refusal_counts WHERE row_id = reveal_log.id), 1)::float8 AS times`

export type CountedRecord = RevealLogRecord & { times: number }

/** A record as `COUNTED_COLUMNS` selects it. */
export function toCountedRow({ times, ...record }: CountedRecord): CountedRow {
  return { ...toRevealLogRow(record), times }
}
