import { describe, expect, it } from 'vitest'
import { currentRate, runProgress, secondsToEmpty } from '@/components/overview/figures'
import { liveEvent, runSummary } from '@/test/support/live-event'

const run = runSummary()
const event = liveEvent()
const rate = (...received: number[]) => received.map((each, at) => ({ at, received: each }))

describe('the current rate', () => {
  it('leaves out the second that still runs', () => {
    expect(currentRate(rate(9_000, 100, 100, 100, 100, 100, 3))).toBe(100)
    expect(currentRate(rate(3))).toBe(0)
    expect(currentRate([])).toBe(0)
  })
})

describe('the time to empty', () => {
  it('is what waits over the current rate', () => {
    expect(secondsToEmpty({ ...event, rate: rate(100, 100, 100, 100, 100, 0) })).toBe(4)
  })

  it('is not claimed without a rate, a depth or an active run', () => {
    const steady = { ...event, rate: rate(100, 100) }
    expect(secondsToEmpty(event)).toBeNull()
    expect(secondsToEmpty({ ...steady, queue: { ...event.queue, depth: null } })).toBeNull()
    expect(secondsToEmpty({ ...steady, run: { ...run, state: 'finished' } })).toBeNull()
    expect(secondsToEmpty({ ...steady, run: null })).toBeNull()
  })
})

describe('the progress of a run', () => {
  it('is measured against the depth at its start, and never beyond it', () => {
    expect(runProgress(run)).toBe(0.64)
    expect(runProgress({ ...run, ledger: { ...run.ledger, received: 1_200 } })).toBe(1)
  })

  it('is unknown where the queue could not say, and whole once the run is finished', () => {
    expect(runProgress({ ...run, depthAtStart: null })).toBeNull()
    expect(runProgress({ ...run, depthAtStart: 0 })).toBeNull()
    expect(runProgress({ ...run, state: 'finished', depthAtStart: null })).toBe(1)
  })
})
