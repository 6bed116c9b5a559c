import { describe, expect, it } from 'vitest'
import { RISK_SETTING, thresholdProblem } from '@/app/(console)/settings/risk/inputs'

describe('the threshold of a signal', () => {
  it.each([
    [null, undefined],
    [2, undefined],
    [1_000, undefined],
    [1, 'Give a whole number from 2 to 1000.'],
    [1_001, 'Give a whole number from 2 to 1000.'],
    [2.5, 'Give a whole number from 2 to 1000.'],
    [Number.NaN, 'Give a whole number from 2 to 1000.'],
  ])('%s is within its bounds, or refused in words', (threshold, problem) => {
    expect(thresholdProblem('many_users', threshold)).toBe(problem)
  })

  it('is none where the signal has none', () => {
    expect(thresholdProblem('new_device', null)).toBeUndefined()
    expect(thresholdProblem('new_device', 3)).toBe('This signal has no threshold.')
  })
})

it('a setting is of a signal that there is', () => {
  const setting = { isOn: true, threshold: null }
  expect(RISK_SETTING.safeParse({ signal: 'many_ips', ...setting }).success).toBe(true)
  expect(RISK_SETTING.safeParse({ signal: 'magic', ...setting }).error?.issues[0]?.message).toBe(
    'There is no such signal.',
  )
})
