import type { LiveEvent } from '@/lib/model/live/live-view'

/** What was read longer ago is not shown as if it were so now. */
const FRESH_MS = 3_000

/** How old something is that should be live. */
export type Age = {
  /** Since it was read; null where it never was. */
  ms: number | null
  /** Whether it may be shown as how things are. */
  isFresh: boolean
}

export type Freshness = {
  /** Runs, ledgers, rates: all that is read from the database. */
  database: Age
  /** The queue's counts. */
  queue: Age
}

/** How the newest event came. */
type Arrival = {
  /** By the browser's clock. */
  receivedAtMs: number
  /** Whether the connection that brings events is lost. */
  isLost: boolean
}

/**
 * Whether what the live view told last still holds. The age of what was read decides, so that a server
 * that is away, a connection that says nothing and a computer that slept come to the same; where it is
 * known that there is no answer or no connection, that decides at once.
 * @param nowMs by the browser's clock.
 */
export function freshness(event: LiveEvent, arrival: Arrival, nowMs: number): Freshness {
  const { database, queue } = event
  const sinceMs = Math.max(0, nowMs - arrival.receivedAtMs)
  const age = (readAt: string | null, answers: boolean): Age => {
    if (readAt === null) return { ms: null, isFresh: false }
    const ms = ageMs(readAt, event, sinceMs)
    return { ms, isFresh: answers && !arrival.isLost && ms <= FRESH_MS }
  }
  return {
    database: age(database.readAt, database.reachable),
    queue: age(queue.reachedAt, queue.failure === null),
  }
}

/** The server's clock tells up to its event, the browser's from then on: they may differ. */
export function ageMs(readAt: string, event: Pick<LiveEvent, 'now'>, sinceMs: number): number {
  return Math.max(0, Date.parse(event.now) - Date.parse(readAt)) + sinceMs
}
