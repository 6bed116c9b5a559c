import type { LoginRow } from '@/lib/model/login'

/** What the feed shows and holds back; newest first throughout. */
export type FeedState = {
  rows: LoginRow[]
  /** Arrived, soon to be shown, a few at a time. */
  pending: LoginRow[]
  /** Logins stored while paused, whether sampled or not. */
  waiting: number
  /** Logins stored since the feed began that never came among its rows. */
  leftOut: number
}

export const MAX_ROWS = 40
/** Ticks in which whatever is pending is shown; a few rows each. */
const TICKS_TO_SHOW = 4

export const EMPTY_FEED: FeedState = { rows: [], pending: [], waiting: 0, leftOut: 0 }

/**
 * Takes in a sample of what arrived. The first one is shown at once, as it is no news. The event that a
 * connection begins with says that nothing arrived, and brings the newest logins: of those, what was sent
 * after all that is there is news; the rest had its turn, or is too old to be among the rows.
 */
export function arrive(
  feed: FeedState,
  sample: LoginRow[],
  arrived: number,
  paused: boolean,
): FeedState {
  const known = new Set([...feed.rows, ...feed.pending].map((row) => row.id))
  const newest = arrived === 0 ? newestOf(feed) : ''
  const fresh = sample.filter((row) => !known.has(row.id) && row.sentAt > newest)
  const unsent = Math.max(0, arrived - sample.length)
  if (feed.rows.length === 0 && !paused) {
    return { ...feed, rows: fresh.slice(0, MAX_ROWS), leftOut: feed.leftOut + unsent }
  }
  if (fresh.length === 0 && arrived === 0) return feed
  const pending = [...fresh, ...feed.pending].slice(0, MAX_ROWS)
  return {
    rows: feed.rows,
    pending,
    waiting: paused ? feed.waiting + Math.max(arrived, fresh.length) : 0,
    leftOut: feed.leftOut + unsent + feed.pending.length + fresh.length - pending.length,
  }
}

/** When the newest login was sent; empty where there is none. */
function newestOf({ rows, pending }: FeedState): string {
  return [...rows, ...pending].reduce((most, { sentAt }) => (sentAt > most ? sentAt : most), '')
}

/** Shows the next few of what is pending: never faster than can be read. */
export function showSome(feed: FeedState): FeedState {
  if (feed.pending.length === 0) return feed
  const count = Math.ceil(feed.pending.length / TICKS_TO_SHOW)
  return show(feed, count)
}

/** Shows all that is pending at once. */
export function showAll(feed: FeedState): FeedState {
  return { ...show(feed, feed.pending.length), waiting: 0 }
}

/** How many rows came on top of those before; none where nothing is left of those. */
export function arrivedOnTop(before: LoginRow[], rows: LoginRow[]): number {
  const [top] = before
  return Math.max(0, top === undefined ? 0 : rows.findIndex(({ id }) => id === top.id))
}

function show(feed: FeedState, count: number): FeedState {
  const cut = feed.pending.length - count
  return {
    ...feed,
    rows: [...feed.pending.slice(cut), ...feed.rows].slice(0, MAX_ROWS),
    pending: feed.pending.slice(0, cut),
    waiting: 0,
  }
}
