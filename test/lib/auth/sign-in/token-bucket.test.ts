import { expect, it } from 'vitest'
import { TokenBuckets } from '@/lib/auth/sign-in/token-bucket'

const buckets = () => new TokenBuckets({ burst: 3, perSecond: 0.5 })

it('lets a burst through, and then as much as drips in', () => {
  const taken = buckets()
  expect([0, 0, 0, 0].map(() => taken.take('a', 0))).toEqual([0, 0, 0, 2])
  expect(taken.take('a', 1_000)).toBe(1)
  expect(taken.take('a', 2_000)).toBe(0)
  expect(taken.take('a', 2_000)).toBe(2)
})

it('holds no more than a burst, however long nobody came', () => {
  const taken = buckets()
  expect([0, 0, 0, 0].map(() => taken.take('a', 1e9))).toEqual([0, 0, 0, 2])
})

it('counts each caller apart, and takes back what is given back', () => {
  const taken = buckets()
  for (const caller of ['a', 'a', 'a', 'b']) expect(taken.take(caller, 0)).toBe(0)
  taken.giveBack('a')
  expect(taken.take('a', 0)).toBe(0)
  expect(taken.take('a', 0)).toBeGreaterThan(0)
  expect(taken.take('b', 0)).toBe(0)
})

it('remembers ten thousand callers, those that came last', () => {
  const taken = buckets()
  for (const caller of ['a', 'a', 'a', 'b', 'b', 'b']) taken.take(caller, 0)
  for (let at = 0; at < 9_998; at += 1) taken.take(`other ${at}`, 0)
  expect(taken.take('a', 0)).toBeGreaterThan(0)
  taken.take('one more', 0)
  expect(taken.take('b', 0)).toBe(0)
  expect(taken.take('a', 0)).toBeGreaterThan(0)
})
