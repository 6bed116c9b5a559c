import { describe, expect, it } from 'vitest'
import { freshness } from '@/lib/model/live/freshness'
import { AT, liveEvent, secondsBefore } from '@/test/support/live-event'

const fine = liveEvent()
/** By the browser's clock, which is years off. */
const RECEIVED = Date.parse('2020-01-01T00:00:00.000Z')
const ARRIVAL = { receivedAtMs: RECEIVED, isLost: false }
const SECOND = 1_000
const HOUR = 3_600 * SECOND

const databaseRead = (readAt: string | null, reachable = true) =>
  liveEvent({ database: { ...fine.database, readAt, reachable } })
const queueRead = (reachedAt: string | null, failure: string | null = null) =>
  liveEvent({ queue: { ...fine.queue, reachedAt, failure } })

describe('freshness', () => {
  it('is told of what was read within three seconds', () => {
    const { database, queue } = freshness(fine, ARRIVAL, RECEIVED)
    expect(database).toEqual({ ms: 0, isFresh: true })
    expect(queue).toEqual({ ms: 0, isFresh: true })
    expect(freshness(fine, ARRIVAL, RECEIVED + 3 * SECOND).database.isFresh).toBe(true)
    expect(freshness(databaseRead(secondsBefore(3)), ARRIVAL, RECEIVED).database.isFresh).toBe(true)
  })

  it('ends while no event comes: the connection is lost, or the computer slept', () => {
    for (const later of [3 * SECOND + 1, 4 * SECOND, 9 * HOUR]) {
      const { database, queue } = freshness(fine, ARRIVAL, RECEIVED + later)
      expect(database).toEqual({ ms: later, isFresh: false })
      expect(queue).toEqual({ ms: later, isFresh: false })
    }
  })

  it('ends while events come that bring nothing newer', () => {
    const event = databaseRead(secondsBefore(12))
    const { database, queue } = freshness(event, ARRIVAL, RECEIVED + 2 * SECOND)
    expect(database).toEqual({ ms: 14 * SECOND, isFresh: false })
    expect(queue.isFresh).toBe(true)
    expect(freshness(queueRead(secondsBefore(5)), ARRIVAL, RECEIVED).queue.isFresh).toBe(false)
    expect(freshness(queueRead(secondsBefore(5)), ARRIVAL, RECEIVED).database.isFresh).toBe(true)
  })

  it('ends at once where the server says that it got no answer', () => {
    expect(freshness(databaseRead(AT, false), ARRIVAL, RECEIVED).database).toEqual({
      ms: 0,
      isFresh: false,
    })
    expect(freshness(queueRead(AT, 'No answer within 3 s'), ARRIVAL, RECEIVED).queue.isFresh).toBe(
      false,
    )
  })

  it('ends at once where the connection is lost', () => {
    const { database, queue } = freshness(fine, { ...ARRIVAL, isLost: true }, RECEIVED)
    expect([database.isFresh, queue.isFresh]).toEqual([false, false])
  })

  it('is never told of what was never read', () => {
    const never = { ms: null, isFresh: false }
    expect(freshness(databaseRead(null), ARRIVAL, RECEIVED).database).toEqual(never)
    expect(freshness(queueRead(null), ARRIVAL, RECEIVED).queue).toEqual(never)
  })

  it('does not take a clock that was set back for the future', () => {
    const event = databaseRead(new Date(Date.parse(AT) + HOUR).toISOString())
    expect(freshness(event, ARRIVAL, RECEIVED - HOUR).database).toEqual({ ms: 0, isFresh: true })
  })
})
