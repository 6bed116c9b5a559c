import { setTimeout as sleep } from 'node:timers/promises'
import type { Model } from '@/test/chaos/model'
import type { Surroundings } from '@/test/hosts/surroundings'

/** What was seen of sent = stored + rejected + waiting, all the while. */
export type Balance = {
  /** How often it could be looked at. */
  looks: number
  /** How many messages were in none of these places, at worst. */
  missing: number
  /** How many rows there were for messages that had one already, at worst. */
  doubled: number
}

const LOOK_EVERY_MS = 1_000

/** Adds up again and again, until it is stopped; not while the database or the queue is cut off. */
export function watchBalance({ sql, queue }: Pick<Surroundings, 'sql' | 'queue'>, model: Model) {
  const seen: Balance = { looks: 0, missing: 0, doubled: 0 }
  const ended = new AbortController()
  const look = async () => {
    // In this order a message on its way is seen twice at most, and never not at all.
    const sent = model.sent.size
    const { visible, inFlight, delayed } = await queue().depth()
    const dead = await queue().depth(queue().deadLetterUrl)
    const [rows] = await sql<{ kept: number; rows: number }>(COUNT)
    const waiting = visible + inFlight + delayed + dead.visible + dead.inFlight
    const { kept = 0, rows: all = 0 } = rows ?? {}
    seen.looks += 1
    seen.missing = Math.max(seen.missing, sent - waiting - kept)
    seen.doubled = Math.max(seen.doubled, all - kept)
  }
  const work = async () => {
    while (!ended.signal.aborted) {
      await look().catch(() => {})
      await sleep(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const working = work()
  return {
    stop: async (): Promise<Balance> => {
      ended.abort()
      await working
      return seen
    },
  }
}

/** Each message's canary is its login's user; a rejected one is known by its id. */
const COUNT = `
  SELECT (SELECT count(DISTINCT user_id) FROM user_logins)::int
       + (SELECT count(DISTINCT message_id) FROM rejected_messages)::int AS kept,
         (SELECT count(*) FROM user_logins)::int
       + (SELECT count(*) FROM rejected_messages)::int AS rows`
