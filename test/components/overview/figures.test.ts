import { describe, expect, it } from 'vitest'
import { runProgress } from '@/components/overview/figures'
import { runSummary } from '@/test/support/live-event'

const run = runSummary()

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
