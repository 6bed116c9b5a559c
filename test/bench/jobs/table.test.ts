import { describe, expect, it } from 'vitest'
import type { Steps } from '@/test/bench/jobs/hands'
import { type Done, isBehind, isHeld, tableOf } from '@/test/bench/jobs/table'

const steps = (count: number, justified = 0): Steps => ({ count, justified })
const job = (most: number | null) => ({ name: 'a job', anchor: { product: 'Other', steps: most } })

function done(most: number | null, ways: Done['ways'], failure: string | null = null): Done {
  return { job: job(most), ways, failure }
}

describe('the table of jobs', () => {
  it('calls a job behind whose best way takes more steps than its anchor', () => {
    expect(isBehind(done(3, { mouse: steps(4) }))).toBe(true)
    expect(isBehind(done(3, { mouse: steps(4), keyboard: steps(3) }))).toBe(false)
    expect(isBehind(done(0, { mouse: steps(0) }))).toBe(false)
    expect(isBehind(done(0, { mouse: steps(1) }))).toBe(true)
    expect(isBehind(done(null, { mouse: steps(9) }))).toBe(null)
  })

  it('holds where every job ends well and none is behind', () => {
    const well = done(3, { mouse: steps(2, 1) })
    expect(isHeld([well, done(null, { mouse: steps(9) })])).toBe(true)
    expect(isHeld([well, done(1, { mouse: steps(2) })])).toBe(false)
    expect(isHeld([well, done(3, {}, 'nothing was found')])).toBe(false)
  })

  it('shows steps, justifications apart, the anchor and the verdict', () => {
    const lines = tableOf([
      done(3, { mouse: steps(2, 1), keyboard: steps(4) }),
      done(0, { mouse: steps(1) }),
      done(null, {}, 'nothing was found'),
    ]).map((line) => line.split(/ {2,}/))
    expect(lines).toEqual([
      ['job', 'mouse', 'keyboard', 'anchor', 'behind?'],
      ['a job', '2 + j', '4', 'Other: 3', 'no'],
      ['a job', '1', '–', 'Other: 0', 'BEHIND'],
      ['a job', '–', '–', 'Other', 'FAILED: nothing was found'],
    ])
  })
})
