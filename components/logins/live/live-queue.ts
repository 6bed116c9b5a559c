import type { LoginCount } from '@/lib/db/logins/count-logins'
import type { LaterLogins } from '@/lib/db/logins/list-logins-since'
import type { LoginRow } from '@/lib/model/login'

/** What came since a list was made live; newest first throughout. */
export type LiveQueue = {
  rows: LoginRow[]
  /** Arrived, soon to be shown, a few at a time. */
  pending: LoginRow[]
  /** What is held back while paused, whether it was kept to be shown or not. */
  waiting: number
  /** All that arrived. */
  arrived: LoginCount
  /** What arrived in the last seconds, and how much of that was kept to be shown. */
  arrivals: Arrival[]
}

type Arrival = { atMs: number; count: number; kept: number; isExact: boolean }

export const EMPTY_QUEUE: LiveQueue = {
  rows: [],
  pending: [],
  waiting: 0,
  arrived: { count: 0, isExact: true },
  arrivals: [],
}

/** As many can be read as they come. */
export const MAX_PER_SECOND = 20
export const TICK_MS = 250
const PER_TICK = (MAX_PER_SECOND * TICK_MS) / 1_000
/** Rows are held back for two seconds at most; while paused, as many as are shown at once. */
const MAX_PENDING = 2 * MAX_PER_SECOND
export const MAX_LIVE_ROWS = 200
const RATE_SECONDS = 10

/** Takes in what arrived. What cannot be shown in time is left out; see `leftOut`. */
export function arrive(
  queue: LiveQueue,
  { logins, arrived }: Pick<LaterLogins, 'logins' | 'arrived'>,
  { atMs, isPaused }: { atMs: number; isPaused: boolean },
): LiveQueue {
  const known = new Set([...queue.rows, ...queue.pending].map(({ id }) => id))
  const fresh = logins.filter(({ id }) => !known.has(id))
  const most = isPaused ? MAX_LIVE_ROWS : MAX_PENDING
  const pending = [...fresh, ...queue.pending].slice(0, most)
  const kept = Math.max(0, pending.length - queue.pending.length)
  const arrival = { atMs, count: arrived.count, kept, isExact: arrived.isExact }
  const held = Math.max(queue.waiting, queue.pending.length)
  return {
    rows: queue.rows,
    pending,
    waiting: isPaused ? held + arrived.count : 0,
    arrived: {
      count: queue.arrived.count + arrived.count - (logins.length - fresh.length),
      isExact: queue.arrived.isExact && arrived.isExact,
    },
    arrivals: [...queue.arrivals, arrival].filter(
      (each) => each.atMs > atMs - RATE_SECONDS * 1_000,
    ),
  }
}

/** Shows the next few: never faster than can be read. */
export function showSome(queue: LiveQueue): LiveQueue {
  return show(queue, PER_TICK)
}

/** Shows all that is pending at once. */
export function showAll(queue: LiveQueue): LiveQueue {
  return show(queue, queue.pending.length)
}

function show(queue: LiveQueue, count: number): LiveQueue {
  const cut = Math.max(0, queue.pending.length - count)
  return {
    ...queue,
    rows: [...queue.pending.slice(cut), ...queue.rows].slice(0, MAX_LIVE_ROWS),
    pending: queue.pending.slice(0, cut),
    waiting: 0,
  }
}

/** How many arrived that are neither shown nor still to be: the list has gaps where they stand. */
export function leftOut({ rows, pending, waiting, arrived }: LiveQueue): LoginCount {
  const known = rows.length + Math.max(pending.length, waiting)
  return { count: Math.max(0, arrived.count - known), isExact: arrived.isExact }
}

/** How many arrive in a second; `isSample` where not all of them are shown. */
export type LiveRate = { perSecond: number; isExact: boolean; isSample: boolean }

/** The mean of the last ten seconds, or since the list was made live. */
export function rateOf(
  { arrivals }: LiveQueue,
  { sinceMs, nowMs }: { sinceMs: number; nowMs: number },
): LiveRate {
  const seconds = Math.min(RATE_SECONDS, Math.max(1, (nowMs - sinceMs) / 1_000))
  const recent = arrivals.filter(({ atMs }) => atMs > nowMs - RATE_SECONDS * 1_000)
  const count = recent.reduce((sum, each) => sum + each.count, 0)
  return {
    perSecond: count / seconds,
    isExact: recent.every(({ isExact }) => isExact),
    isSample: recent.some(({ count: all, kept }) => all > kept) && count / seconds > MAX_PER_SECOND,
  }
}
