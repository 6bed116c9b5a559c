import { expect, it } from 'vitest'
import { parseRate } from '@/components/dead-letters/parse-rate'

it.each([
  ['', null],
  ['   ', null],
  ['1', 1],
  [' 50 ', 50],
  ['500', 500],
])('reads “%s” as %s', (typed, maxPerSecond) => {
  expect(parseRate(typed)).toEqual({ kind: 'rate', maxPerSecond })
})

it.each(['0', '501', '-1', '1.5', '1e2', 'fast', '0x10', '9'.repeat(40)])(
  'refuses “%s”',
  (typed) => {
    expect(parseRate(typed)).toMatchObject({ kind: 'invalid' })
  },
)
