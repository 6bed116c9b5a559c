import { expect, it } from 'vitest'
import { bucketsOf, timeOf } from '@/components/logins/charts/time-buckets'

const at = (text: string) => Date.parse(text)

it('ends each bar where the next begins, and the last where the histogram ends', () => {
  const bars = [
    { atMs: at('2026-10-24T00:00+02:00'), logins: 1 },
    { atMs: at('2026-10-25T00:00+02:00'), logins: 0 },
    { atMs: at('2026-10-26T00:00+01:00'), logins: 2 },
  ]
  const found = bucketsOf({ bars, endMs: at('2026-10-27T00:00+01:00') })
  expect(found.map(({ fromMs, toMs }) => (toMs - fromMs) / 3_600_000)).toEqual([24, 25, 24])
  expect(found.map(({ logins }) => logins)).toEqual([1, 0, 2])
  expect(bucketsOf({ bars: [], endMs: 0 })).toEqual([])
})

it('leads to no more of a bar than the filter asks for', () => {
  const one = { fromMs: 100, toMs: 200, logins: 1 }
  const two = { fromMs: 200, toMs: 300, logins: 1 }
  expect(timeOf([one, two], {})).toEqual([100, 300])
  expect(timeOf([one, two], { fromMs: 150, toMs: 250 })).toEqual([150, 250])
  expect(timeOf([two, two], { fromMs: 150, toMs: 1_000 })).toEqual([200, 300])
})
