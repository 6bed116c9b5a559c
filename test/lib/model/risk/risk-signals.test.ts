import { describe, expect, it } from 'vitest'
import {
  filterOf,
  isFiltered,
  parseLoginsQuery,
  writeLoginsQuery,
} from '@/lib/model/query/logins-query'
import { riskFilterOf } from '@/lib/model/query/parts/risk-parts'
import { RISK_EXPLANATIONS } from '@/lib/model/risk/risk-explanations'
import {
  MAX_RISK_SCORE,
  RISK_SIGNAL_NAMES,
  riskBits,
  riskSignal,
  riskThreshold,
  signalsOf,
} from '@/lib/model/risk/risk-signals'

describe('the signals', () => {
  it('have weights that add up to the highest score, and a bit each', () => {
    const all = RISK_SIGNAL_NAMES.map(riskSignal)
    expect(all.reduce((sum, { weight }) => sum + weight, 0)).toBe(MAX_RISK_SCORE)
    expect(riskBits([])).toBe(2 ** all.length - 1)
    expect(riskBits(['many_users', 'locale_switch'])).toBe(2 + 16)
    expect(new Set(all.map(({ bit }) => bit)).size).toBe(all.length)
  })

  it('keep the bits that stored verdicts have', () => {
    expect(RISK_SIGNAL_NAMES.map((signal) => [signal, riskSignal(signal).bit])).toEqual([
      ['many_users', 2],
      ['many_devices', 4],
      ['many_ips', 32],
      ['new_device', 1],
      ['version_downgrade', 8],
      ['locale_switch', 16],
    ])
  })

  it.each(RISK_SIGNAL_NAMES)('%s says in sentences what it is and what was found', (signal) => {
    const { label, threshold } = riskSignal(signal)
    const { means, explain } = RISK_EXPLANATIONS[signal]
    expect(label).toMatch(/^[A-Z]/)
    expect(means(4)).toMatch(/\.$/)
    expect(means(4)).not.toMatch(/so many/i)
    const words = explain({ count: 7, from: 4, previous: 'XY' })
    expect(words).toMatch(/\.$/)
    if (threshold === null) return
    expect(words).toMatch(/^7 .*; the threshold is 4\.$/)
    expect(means(4)).toMatch(/^4 or more /)
    expect(threshold.default).toBeGreaterThanOrEqual(threshold.min)
    expect(threshold.default).toBeLessThanOrEqual(threshold.max)
    expect([riskThreshold(signal, null), riskThreshold(signal, 9)]).toEqual([threshold.default, 9])
  })

  it('of a login come weightiest first', () => {
    expect(signalsOf({ locale_switch: {}, many_users: {} })).toEqual([
      'many_users',
      'locale_switch',
    ])
    expect(signalsOf(null)).toEqual([])
  })
})

describe('a filter by the risk', () => {
  it.each([
    ['', undefined],
    ['risk=any', { signals: [], minScore: 1 }],
    ['risk=many_users&risk=new_device', { signals: ['many_users', 'new_device'], minScore: 1 }],
    ['risk=any&risk=new_device', { signals: [], minScore: 1 }],
    ['risk_min=40', { signals: [], minScore: 40 }],
    ['sort=risk', { signals: [], minScore: 1 }],
    ['sort=riskiest&risk=new_device&risk_min=100', { signals: ['new_device'], minScore: 100 }],
  ])('%s asks for it', (search, expected) => {
    const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
    expect(brokenParts).toEqual([])
    expect(filterOf(query, 0, 'UTC').risk).toEqual(expected)
    expect(isFiltered(query)).toBe(expected !== undefined)
    expect(
      riskFilterOf(parseLoginsQuery(new URLSearchParams(writeLoginsQuery(query))).query),
    ).toEqual(expected)
  })

  it.each(['risk=', 'risk=magic', 'risk_min=0', 'risk_min=101', 'risk_min=1.5', 'risk_min=many'])(
    '%s is left out and named',
    (search) => {
      const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
      expect(brokenParts).toHaveLength(1)
      expect(filterOf(query, 0, 'UTC')).toEqual({})
    },
  )
})
