import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { NO_HASH } from '@/lib/db/reveal-log/reveal-log-hash'
import { transaction } from '@/lib/db/transaction'
import type { LogHead } from '@/lib/model/reveal/reveal-log-anchor'

/** So many rows, up to this head, were followed before. */
export type VerifiedRows = { head: LogHead; rows: number }

export type LogVerdict =
  | { kind: 'intact'; rows: number; head: LogHead | null }
  /** `id` is the first row that is wrong or missing. */
  | { kind: 'broken'; id: string; problem: string }

/**
 * Follows the reveal log from its first row to its last. The database does the hashing: a long log
 * costs this process nothing, and takes about a second for 100,000 rows.
 * @param noted heads that were noted earlier and must still be part of the log: rows cut off the end
 *   leave the rest in order, as a log that was written anew is in order, and nothing else finds either.
 * @param after follows only the rows after these, whose head must still be what it was.
 */
export async function verifyRevealLog({
  noted = [],
  after,
}: {
  noted?: readonly LogHead[]
  after?: VerifiedRows | undefined
} = {}): Promise<LogVerdict> {
  // One snapshot: what is looked at is one log, whoever writes meanwhile.
  return transaction(
    async (tx): Promise<LogVerdict> => {
      const [end] = await tx.$queryRaw<(LogHead & { rows: number })[]>`
        SELECT id::text AS id, hash,
          (SELECT count(*)::float8 FROM reveal_log WHERE id > ${after?.head.id ?? '0'}::bigint) AS rows
        FROM reveal_log ORDER BY reveal_log.id DESC LIMIT 1`
      const broken = await findBroken(tx, after?.head)
      const missed = await findMissed(tx, after === undefined ? noted : [...noted, after.head])
      // Of a row that is cut off, it is the first one that is missing.
      const cutAt = String(BigInt(end?.id ?? 0) + 1n)
      const missedId = missed?.isThere === false ? cutAt : missed?.id
      if (broken && (missedId === undefined || BigInt(broken.id) <= BigInt(missedId))) {
        return { kind: 'broken', ...broken }
      }
      if (missedId !== undefined) {
        return { kind: 'broken', id: missedId, problem: missed?.isThere ? REWRITTEN : CUT_OFF }
      }
      const head = end === undefined ? null : { id: end.id, hash: end.hash }
      return { kind: 'intact', rows: (after?.rows ?? 0) + (end?.rows ?? 0), head }
    },
    { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS, snapshot: true },
  )
}

const TIMEOUT_MS = 10 * 60_000

const REWRITTEN = 'Its hash is not the recorded one: the log was rewritten.'
const CUT_OFF = 'It is missing: the end was cut off.'

/** The first noted head that is not in the log as it was noted. */
async function findMissed(
  tx: Transaction,
  noted: readonly LogHead[],
): Promise<{ id: string; isThere: boolean } | undefined> {
  if (noted.length === 0) return undefined
  const [missed] = await tx.$queryRaw<{ id: string; isThere: boolean }[]>`
    SELECT noted.id::text AS id, log.id IS NOT NULL AS "isThere"
    FROM unnest(${noted.map(({ id }) => id)}::bigint[], ${noted.map(({ hash }) => hash)}::text[])
      AS noted (id, hash)
    LEFT JOIN reveal_log AS log ON log.id = noted.id
    WHERE log.hash IS DISTINCT FROM noted.hash ORDER BY noted.id LIMIT 1`
  return missed
}

/** The first row that is missing, does not follow, or does not have its own hash: `revealLogHash`. */
async function findBroken(
  tx: Transaction,
  { id: afterId, hash: afterHash }: LogHead = { id: '0', hash: NO_HASH },
): Promise<{ id: string; problem: string } | undefined> {
  const [row] = await tx.$queryRaw<{ id: string; wanted: string; follows: boolean }[]>`
    SELECT id::text AS id, wanted::text AS wanted, follows FROM (
      SELECT id, coalesce(lag(id) OVER log, ${afterId}::bigint) + 1 AS wanted,
        previous_hash = coalesce(lag(hash) OVER log, ${afterHash}) AS follows,
        hash = encode(sha256(convert_to('[' || concat_ws(',',
          CASE WHEN database_user IS NULL THEN '"reveal-log/1"' ELSE '"reveal-log/2"' END,
          to_json(id::text),
          to_json(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
          to_json(action), to_json(outcome), coalesce(to_json(request_id::text)::text, 'null'),
          to_json(user_id), to_json(user_name), coalesce(array_to_json(tokens)::text, '[]'),
          coalesce(array_to_json(outcomes)::text, '[]'), coalesce(to_json(subject)::text, 'null'),
          coalesce(to_json(reason)::text, 'null'), coalesce(to_json(ticket)::text, 'null'),
          coalesce(to_json(client_address)::text, 'null'), to_json(database_user)::text,
          to_json(previous_hash)
        ) || ']', 'UTF8')), 'hex') AS is_own
      FROM reveal_log WHERE id > ${afterId}::bigint WINDOW log AS (ORDER BY id)
    ) AS checked
    WHERE id <> wanted OR NOT follows OR NOT is_own ORDER BY checked.id LIMIT 1`
  if (row === undefined) return undefined
  if (row.id !== row.wanted) return { id: row.wanted, problem: 'It is missing.' }
  const { id, follows } = row
  return { id, problem: follows ? 'It was changed.' : 'It does not follow from the row before it.' }
}
