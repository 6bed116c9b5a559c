import { describe, expect, it } from 'vitest'
import {
  expiresAt,
  isKeepMonths,
  isShorter,
  keepWords,
  retentionCutoff,
} from '@/lib/model/retention/retention-kinds'
import { DAY_MS } from '@/lib/model/time/units'

/** A queue keeps a message for so long at most. */
const QUEUE_DAYS = 14
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString().slice(0, 10))

describe('what is kept', () => {
  it('is whole months before the current one, in UTC, over the turn of a year', () => {
    expect(iso(retentionCutoff(Date.parse('2026-03-31T23:59:59Z'), 1))).toBe('2026-02-01')
    expect(iso(retentionCutoff(Date.parse('2026-01-01T00:00:00Z'), 13))).toBe('2024-12-01')
    expect(retentionCutoff(Date.now(), null)).toBeNull()
  })

  it('always goes further back than a queue keeps a message', () => {
    const from = Date.UTC(2023, 0, 1)
    for (let day = 0; day < 5 * 366; day += 1) {
      const now = from + day * DAY_MS
      const cutoff = retentionCutoff(now, 1) ?? now
      expect(now - cutoff).toBeGreaterThan(2 * QUEUE_DAYS * DAY_MS - 1)
    }
  })

  it('goes as soon as it is not kept any longer', () => {
    const at = Date.parse('2026-01-31T12:00:00Z')
    const goes = expiresAt(at, 2) ?? 0
    expect(iso(goes)).toBe('2026-04-01')
    expect(retentionCutoff(goes, 2)).toBeGreaterThan(at)
    expect(retentionCutoff(goes - 1, 2)).toBeLessThanOrEqual(at)
    expect(expiresAt(at, null)).toBeNull()
  })

  it.each([
    [null, null, false],
    [null, 12, false],
    [12, null, true],
    [11, 12, true],
    [12, 12, false],
    [13, 12, false],
  ])('becomes less where %j months follow on %j: %s', (months, before, is) => {
    expect(isShorter(months, before)).toBe(is)
  })

  it('is a month at least', () => {
    expect([null, 1, 1_200].every(isKeepMonths)).toBe(true)
    expect([0, -1, 1.5, 1_201, Number.NaN].some(isKeepMonths)).toBe(false)
    expect([null, 1, 12].map(keepWords)).toEqual([
      'kept forever',
      'kept for 1 month',
      'kept for 12 months',
    ])
  })
})
