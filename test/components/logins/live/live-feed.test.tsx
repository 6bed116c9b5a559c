import { expect, it } from 'vitest'
import { LiveLine } from '@/components/logins/live/live-feed'
import { EMPTY_QUEUE } from '@/components/logins/live/live-queue'
import type { LiveList, LiveNews } from '@/components/logins/live/use-live-list'
import { liveEvent } from '@/test/support/live-event'
import { loginRow } from '@/test/support/login-row'
import { renderedText } from '@/test/support/render'

const NOW = Date.parse('2026-11-21T12:00:10Z')
const arrival = { atMs: NOW - 1_000, count: 43_100, kept: 40, isExact: true }
const queue = { ...EMPTY_QUEUE, arrivals: [arrival] }
const news: LiveNews = { queue, sinceMs: NOW - 10_000, isUnanswered: false }

function line(change: Partial<LiveNews> = {}, isPaused = false): string {
  const rows = [loginRow(1), loginRow(2)]
  const live = { news: { ...news, ...change }, pause: { isPaused }, rows } as unknown as LiveList
  const readAt = new Date(NOW).toISOString()
  const event = liveEvent({
    now: readAt,
    database: { reachable: true, latencyMs: 1, failure: null, readAt },
  })
  return renderedText(<LiveLine live={live} />, { event, nowMs: NOW })
}

it('says at what rate logins come, and how many of them are shown', () => {
  expect(line()).toContain('Live showing 20 of 4,310/s')
  const few = { ...queue, arrivals: [{ ...arrival, count: 30, kept: 30, isExact: false }] }
  expect(line({ queue: few })).toContain('Live 3+/s arrive')
})

it('says how many wait while it holds still', () => {
  expect(line({ queue: { ...queue, waiting: 214 } }, true)).toMatch(/^Paused .* · 214 waiting/)
})

it('says how many of a burst are not shown, and nothing where none are missing', () => {
  const burst = { ...queue, arrived: { count: 43_100, isExact: true }, rows: [loginRow(1)] }
  expect(line({ queue: burst })).toMatch(/ 2 rows are kept 43,099 more not shown$/)
  expect(line()).not.toContain('not shown')
})

it('claims nothing where a question was not answered', () => {
  expect(line({ isUnanswered: true })).toContain('Not live: the question was not answered')
})
