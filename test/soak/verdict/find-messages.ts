import { setTimeout as sleep } from 'node:timers/promises'
import type { Surroundings } from '@/test/soak/system/surroundings'
import type { Whereabouts } from '@/test/soak/verdict/judge'

const VISIBILITY_TIMEOUT_SECONDS = 30

/**
 * Finds every message that was sent, wherever it is. Those that wait although they have a row are
 * counted by that alone: nobody was told yet that they are stored. Empties the queues.
 */
export async function findMessages(
  { sql, queue }: Surroundings,
  sent: ReadonlySet<string>,
): Promise<Whereabouts> {
  // Looking must not move a message to the dead-letter queue.
  await queue.call('SetQueueAttributes', { QueueUrl: queue.url, Attributes: { RedrivePolicy: '' } })
  const stored = await rowsById(sql, 'user_logins')
  const rejected = await rowsById(sql, 'rejected_messages')
  const onQueue = await receiveIds({ queue }, queue.url)
  const dead = await receiveIds({ queue }, queue.deadLetterUrl)
  const hasRow = (id: string) => stored.has(id) || rejected.has(id)
  const deadLettered = [...dead].filter((id) => !hasRow(id))
  const waiting = [...onQueue].filter((id) => !hasRow(id) && !dead.has(id))
  const rowsOf = (id: string) => (stored.get(id) ?? 0) + (rejected.get(id) ?? 0)
  const known = new Set([...stored.keys(), ...rejected.keys()])
  return {
    sent: sent.size,
    stored: sum(stored.values()),
    rejected: sum(rejected.values()),
    waiting: waiting.length,
    deadLettered: deadLettered.length,
    lost: [...sent].filter((id) => !hasRow(id) && !onQueue.has(id) && !dead.has(id)).length,
    doubled: [...known].filter((id) => rowsOf(id) > 1).length,
    foreign: [...known, ...waiting, ...deadLettered].filter((id) => !sent.has(id)).length,
  }
}

/** What the ledger says against what is there, in sentences. */
export async function ledgerProblems({ sql }: Surroundings): Promise<string[]> {
  const [row] = await sql<Record<string, number>>(`
    SELECT (SELECT count(*) FROM ingest_batches
            WHERE received <> stored + duplicates + rejected + failed)::int AS unbalanced,
           (SELECT count(*) FROM ingest_batches WHERE acknowledged > received)::int AS overstated,
           (SELECT coalesce(sum(stored), 0) FROM ingest_batches)::int AS stored,
           (SELECT count(*) FROM user_logins)::int AS logins,
           (SELECT coalesce(sum(rejected), 0) FROM ingest_batches)::int AS rejected,
           (SELECT count(*) FROM rejected_messages)::int AS rejections`)
  if (row === undefined) return ['There is no ledger.']
  const { unbalanced, overstated, stored, logins, rejected, rejections } = row
  return [
    ...(unbalanced ? [`${unbalanced} batches do not balance.`] : []),
    ...(overstated ? [`${overstated} batches acknowledged more than they received.`] : []),
    ...(stored === logins ? [] : [`The ledger says ${stored} of ${logins} logins.`]),
    ...(rejected === rejections ? [] : [`The ledger says ${rejected} of ${rejections} rejected.`]),
  ]
}

async function rowsById(
  sql: Surroundings['sql'],
  table: 'user_logins' | 'rejected_messages',
): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; count: number }>(
    `SELECT message_id AS id, count(*)::int AS count FROM ${table} GROUP BY message_id`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Those that are in flight reappear first. */
async function receiveIds(
  { queue }: Pick<Surroundings, 'queue'>,
  url: string,
): Promise<Set<string>> {
  const ids = new Set((await queue.receiveAll(url)).map(({ messageId }) => messageId))
  if ((await queue.depth(url)).inFlight > ids.size) {
    await sleep((VISIBILITY_TIMEOUT_SECONDS + 1) * 1_000)
    for (const { messageId } of await queue.receiveAll(url)) ids.add(messageId)
  }
  return ids
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
