import { expect, it } from 'vitest'
import {
  arrive,
  EMPTY_QUEUE,
  type LiveQueue,
  leftOut,
  MAX_LIVE_ROWS,
  MAX_PER_SECOND,
  rateOf,
  showAll,
  showSome,
  TICK_MS,
} from '@/components/logins/live/live-queue'
import { loginRow } from '@/test/support/login-row'

let made = 0
const rows = (count: number) => {
  made += count
  return Array.from({ length: count }, (_, back) => loginRow(made - back))
}
const found = (count: number, arrived = count, isExact = true) => ({
  logins: rows(count),
  arrived: { count: arrived, isExact },
})
const at = (atMs: number, isPaused = false) => ({ atMs, isPaused })
const shownIn = (queue: LiveQueue, ticks: number) =>
  Array.from({ length: ticks }).reduce<LiveQueue>((was) => showSome(was), queue)

it('shows what comes on top, in the order it came, no faster than can be read', () => {
  const news = found(30)
  const queue = arrive(EMPTY_QUEUE, news, at(0))
  const perSecond = 1_000 / TICK_MS
  expect(shownIn(queue, perSecond).rows).toHaveLength(MAX_PER_SECOND)
  const all = shownIn(queue, 2 * perSecond)
  expect(all.rows.map(({ id }) => id)).toEqual(news.logins.map(({ id }) => id))
  expect(all.pending).toEqual([])
})

it('leaves out what cannot be shown in time, and says that it is a sample, and of how many', () => {
  let queue = arrive(EMPTY_QUEUE, found(40, 4_000), at(1_000))
  queue = arrive(queue, found(40, 5_000), at(2_000))
  expect(queue.pending.length).toBeLessThanOrEqual(2 * MAX_PER_SECOND)
  const rate = rateOf(queue, { sinceMs: 0, nowMs: 2_000 })
  expect(rate).toEqual({ perSecond: 4_500, isExact: true, isSample: true })
  expect(rateOf(queue, { sinceMs: 0, nowMs: 20_000 })).toMatchObject({
    perSecond: 0,
    isSample: false,
  })
})

it('counts what it left out, whether it was shown for a while, held back or never sent', () => {
  let queue = arrive(EMPTY_QUEUE, found(40), at(0))
  expect(leftOut(queue).count).toBe(0)
  queue = showAll(arrive(queue, found(40, 4_000), at(1_000)))
  expect(leftOut(queue)).toEqual({ count: 4_000, isExact: true })
  expect(queue.rows).toHaveLength(40)
  queue = arrive(queue, found(40, 500), at(2_000, true))
  expect(leftOut(queue).count).toBe(4_000)
  queue = showAll(queue)
  expect(leftOut(queue).count).toBe(4_460)
  const again = { logins: queue.rows.slice(0, 3), arrived: { count: 3, isExact: true } }
  expect(leftOut(arrive(queue, again, at(3_000))).count).toBe(4_460)
  expect(leftOut(arrive(queue, found(40, 100, false), at(3_000))).isExact).toBe(false)
})

it('says where not all were counted', () => {
  let queue = arrive(EMPTY_QUEUE, found(40, 10_000, false), at(1_000))
  expect(rateOf(queue, { sinceMs: 0, nowMs: 1_000 }).isExact).toBe(false)
  queue = arrive(queue, found(40), at(2_000))
  expect(rateOf(queue, { sinceMs: 0, nowMs: 2_000 }).isExact).toBe(false)
})

it('calls nothing a sample that can be read as it comes, though some came twice', () => {
  const first = arrive(EMPTY_QUEUE, found(2), at(1_000))
  const again = { logins: first.pending, arrived: { count: 2, isExact: true } }
  const queue = arrive(first, again, at(2_000))
  expect(rateOf(queue, { sinceMs: 0, nowMs: 2_000 })).toMatchObject({ isSample: false })
})

it('counts what waits while it holds still, and shows the newest of it at once', () => {
  let queue = showAll(arrive(EMPTY_QUEUE, found(2), at(0)))
  const before = queue.rows
  for (let second = 1; second <= 6; second += 1) {
    queue = arrive(queue, found(40, 100), at(second * 1_000, true))
  }
  expect(queue.rows).toEqual(before)
  expect(queue.waiting).toBe(600)
  const resumed = showAll(queue)
  expect(resumed.waiting).toBe(0)
  expect(resumed.rows).toHaveLength(MAX_LIVE_ROWS)
})

it('keeps no more rows than it may, and shows none twice', () => {
  let queue: LiveQueue = EMPTY_QUEUE
  for (let second = 1; second <= 20; second += 1) {
    queue = showAll(arrive(queue, found(40), at(second * 1_000)))
  }
  expect(queue.rows).toHaveLength(MAX_LIVE_ROWS)
  expect(queue.arrivals.length).toBeLessThanOrEqual(10)
  const again = { logins: queue.rows.slice(0, 3), arrived: { count: 3, isExact: true } }
  expect(arrive(queue, again, at(21_000)).pending).toEqual([])
})
