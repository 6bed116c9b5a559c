import { describe, expect, it } from 'vitest'
import {
  arrive,
  arrivedOnTop,
  EMPTY_FEED,
  type FeedState,
  MAX_ROWS,
  showAll,
  showSome,
} from '@/components/overview/feed/feed-queue'
import type { LoginRow } from '@/lib/model/login'

const login = (id: number): LoginRow => ({
  id: String(id),
  messageId: `message-${id}`,
  sentAt: new Date(Date.UTC(2026, 10, 21, 12, 0, id)).toISOString(),
  userId: 'somebody',
  deviceType: 'ios',
  maskedIp: null,
  maskedDeviceId: null,
  locale: null,
  appVersion: null,
  appVersionText: null,
  createDate: null,
  runId: 1,
  envelopeId: null,
  risk: null,
})
/** Newest first, as events bring them. */
const logins = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => login(to - n))
const shown = (feed: FeedState) => feed.rows.map((row) => Number(row.id))

describe('the feed', () => {
  const started = arrive(EMPTY_FEED, logins(1, 3), 0, false)

  it('shows what was there at once, and what arrives a few at a time, newest on top', () => {
    expect(shown(started)).toEqual([3, 2, 1])
    let feed = arrive(started, logins(4, 18), 15, false)
    expect(shown(feed)).toEqual([3, 2, 1])
    feed = showSome(feed)
    expect(shown(feed)).toEqual([7, 6, 5, 4, 3, 2, 1])
    while (feed.pending.length > 0) feed = showSome(feed)
    expect(shown(feed)).toEqual(Array.from({ length: 18 }, (_, n) => 18 - n))
  })

  it('holds still while paused, and counts all that waits, not just the sample', () => {
    let feed = arrive(started, logins(4, 8), 400, true)
    feed = arrive(feed, logins(9, 13), 300, true)
    expect(shown(feed)).toEqual([3, 2, 1])
    expect(feed.waiting).toBe(700)
    feed = showAll(feed)
    expect(shown(feed).slice(0, 5)).toEqual([13, 12, 11, 10, 9])
    expect(feed).toMatchObject({ waiting: 0, pending: [] })
  })

  it('counts what a burst brought and never showed, sampled or crowded out, and no login twice', () => {
    const burst = showAll(arrive(started, logins(4, 8), 400, false))
    expect(burst.leftOut).toBe(395)
    const crowded = arrive(arrive(burst, logins(9, 48), 40, false), logins(49, 53), 5, false)
    expect(crowded.leftOut).toBe(400)
    expect(arrive(crowded, logins(49, 53), 5, false).leftOut).toBe(400)
    expect(arrive(crowded, logins(54, 58), 0, false).leftOut).toBe(405)
    expect(arrive(EMPTY_FEED, logins(1, 5), 100, false).leftOut).toBe(95)
  })

  it('takes nothing for news that was sent before, though a connection begins with it', () => {
    const full = arrive(EMPTY_FEED, logins(11, 10 + MAX_ROWS), 0, false)
    const feed = arrive(full, logins(1, 10 + MAX_ROWS), 0, false)
    expect(feed).toMatchObject({ pending: [], rows: full.rows })
    // What was sent late and is stored now did arrive.
    expect(shown(showAll(arrive(full, [login(5)], 1, false)))[0]).toBe(5)
  })

  it('shows no row twice, though a reconnect brings the newest again', () => {
    const feed = showAll(arrive(started, [login(4), ...logins(1, 3)], 0, false))
    expect(shown(feed)).toEqual([4, 3, 2, 1])
  })

  it('knows how many rows came on top, to draw them coming in', () => {
    const grown = showAll(arrive(started, logins(4, 6), 3, false))
    expect(arrivedOnTop(started.rows, grown.rows)).toBe(3)
    expect(arrivedOnTop(grown.rows, grown.rows)).toBe(0)
    expect(arrivedOnTop([], grown.rows)).toBe(0)
    const renewed = showAll(arrive(started, logins(100, 100 + MAX_ROWS), MAX_ROWS, false))
    expect(arrivedOnTop(started.rows, renewed.rows)).toBe(0)
  })

  it('keeps no more rows than it shows', () => {
    let feed = started
    for (let at = 0; at < 50; at += 1) {
      feed = showAll(arrive(feed, logins(10 + at * 20, 29 + at * 20), 5_000, false))
    }
    expect(feed.rows).toHaveLength(MAX_ROWS)
    expect(shown(feed)[0]).toBe(1_009)
  })
})
