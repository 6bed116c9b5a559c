import { describe, expect, it } from 'vitest'
import { cutTime } from '@/lib/db/rollups/cut-time'
import { HOUR_MS, MINUTE_MS } from '@/lib/model/time/units'
import { random } from '@/lib/sample/random'
import { testSeed } from '@/test/support/seed'

const at = (text: string) => Date.parse(`2026-11-21T${text}Z`)
const UNITS = [HOUR_MS, MINUTE_MS]

it('takes whole hours in the middle, whole minutes beside them, and the rest at both ends', () => {
  const cut = cutTime(at('08:58:30'), at('11:01:00.500'), UNITS)
  expect(cut).toEqual([
    { fromMs: at('08:58:30'), toMs: at('08:59:00'), unitMs: null },
    { fromMs: at('08:59:00'), toMs: at('09:00:00'), unitMs: MINUTE_MS },
    { fromMs: at('09:00:00'), toMs: at('11:00:00'), unitMs: HOUR_MS },
    { fromMs: at('11:00:00'), toMs: at('11:01:00'), unitMs: MINUTE_MS },
    { fromMs: at('11:01:00'), toMs: at('11:01:00.500'), unitMs: null },
  ])
})

it('takes finer units where there is no whole one', () => {
  expect(cutTime(at('08:10:00'), at('09:40:00'), UNITS)).toEqual([
    { fromMs: at('08:10:00'), toMs: at('09:40:00'), unitMs: MINUTE_MS },
  ])
  expect(cutTime(at('08:59:59'), at('09:00:01'), UNITS)).toEqual([
    { fromMs: at('08:59:59'), toMs: at('09:00:01'), unitMs: null },
  ])
})

it('finds nothing in no time', () => {
  expect(cutTime(5, 5, UNITS)).toEqual([])
})

describe('of any two moments', () => {
  it('the spans follow on each other from one to the other, each of whole units', () => {
    const next = random(testSeed(), 'moments')
    for (let turn = 0; turn < 2_000; turn += 1) {
      const fromMs = Math.floor((next() - 0.5) * 1e13)
      const toMs = fromMs + 1 + Math.floor(next() * 10 ** (1 + (turn % 11)))
      const cut = cutTime(fromMs, toMs, UNITS)
      expect(cut[0]?.fromMs).toBe(fromMs)
      expect(cut.at(-1)?.toMs).toBe(toMs)
      for (const [index, span] of cut.entries()) {
        expect(span.toMs).toBeGreaterThan(span.fromMs)
        expect(cut[index + 1]?.fromMs ?? toMs).toBe(span.toMs)
        const odd = span.unitMs ?? 1
        expect([Math.abs(span.fromMs % odd), Math.abs(span.toMs % odd)]).toEqual([0, 0])
      }
      expect(cut.length).toBeLessThanOrEqual(5)
    }
  })
})
