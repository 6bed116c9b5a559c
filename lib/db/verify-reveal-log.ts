import { database } from '@/lib/db/client'
import {
  REVEAL_LOG_COLUMNS,
  type RevealLogRecord,
  toRevealLogRow,
} from '@/lib/db/reveal-log-columns'
import { NO_HASH, type RevealLogRow, revealLogHash } from '@/lib/reveal-log'

/** The last row of the log. Noted elsewhere, it proves later that no row was cut off the end. */
export type LogHead = { id: string; hash: string }

export type LogVerdict =
  | { kind: 'intact'; rows: number; head: LogHead | null }
  /** `id` is the first row that is wrong or missing. */
  | { kind: 'broken'; id: string; problem: string }

const PAGE = 2_000

/**
 * Follows the reveal log from its first row to its last.
 * @param noted a head that was noted earlier and must still be part of the log: rows cut off the
 *   end leave the rest in order, and are found by nothing else.
 */
export async function verifyRevealLog(noted?: LogHead): Promise<LogVerdict> {
  let head: LogHead = { id: '0', hash: NO_HASH }
  let rows = 0
  let isNotedFound = noted === undefined
  for (;;) {
    const page = await readPage(head.id)
    for (const row of page) {
      const problem = problemOf(row, head)
      if (problem !== undefined) return { kind: 'broken', ...problem }
      if (row.id === noted?.id) {
        if (row.hash !== noted.hash) return { kind: 'broken', id: row.id, problem: REWRITTEN }
        isNotedFound = true
      }
      head = { id: row.id, hash: row.hash }
      rows += 1
    }
    if (page.length < PAGE) break
  }
  if (!isNotedFound) {
    return { kind: 'broken', id: nextId(head.id), problem: 'It is missing: the end was cut off.' }
  }
  return { kind: 'intact', rows, head: rows === 0 ? null : head }
}

const REWRITTEN = 'Its hash is not the noted one: the log was written anew.'

async function readPage(afterId: string): Promise<RevealLogRow[]> {
  const records = await database().$queryRaw<RevealLogRecord[]>`
    SELECT ${REVEAL_LOG_COLUMNS} FROM reveal_log
    WHERE id > ${afterId}::bigint ORDER BY reveal_log.id LIMIT ${PAGE}`
  return records.map(toRevealLogRow)
}

function problemOf(
  row: RevealLogRow,
  before: LogHead,
): { id: string; problem: string } | undefined {
  const wanted = nextId(before.id)
  if (row.id !== wanted) return { id: wanted, problem: 'It is missing.' }
  if (row.previousHash !== before.hash) {
    return { id: row.id, problem: 'It does not follow from the row before it.' }
  }
  if (row.hash !== revealLogHash(row)) return { id: row.id, problem: 'It was changed.' }
  return undefined
}

function nextId(id: string): string {
  return String(BigInt(id) + 1n)
}
