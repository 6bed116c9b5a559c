import { afterEach, expect, it } from 'vitest'
import { sampled } from '@/test/support/runner/sampled'

const ITEMS = Array.from({ length: 20 }, (_, at) => at)
const { VEILGATE_TEST_WHOLE: before } = process.env

afterEach(() => {
  delete process.env.VEILGATE_TEST_WHOLE
  if (before !== undefined) process.env.VEILGATE_TEST_WHOLE = before
})

it('takes as many as it is told, each once and in their order, the same ones for the same purpose', () => {
  delete process.env.VEILGATE_TEST_WHOLE
  const some = sampled(ITEMS, 20 / 3, 'a')
  expect(some).toHaveLength(7)
  expect(some).toEqual([...new Set(some)].sort((a, b) => a - b))
  expect(sampled(ITEMS, 20 / 3, 'a')).toEqual(some)
  const others = Array.from({ length: 20 }, (_, at) => sampled(ITEMS, 7, `other ${at}`))
  expect(new Set(others.flat()).size).toBeGreaterThan(7)
  expect(sampled(ITEMS, 30, 'a')).toEqual(ITEMS)
})

it('takes all of them in the nightly run', () => {
  process.env.VEILGATE_TEST_WHOLE = '1'
  expect(sampled(ITEMS, 3, 'a')).toEqual(ITEMS)
})
