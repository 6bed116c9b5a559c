import { expect, it } from 'vitest'
import { walked } from '@/components/logins/filters/option-list'

it.each([
  ['down from the field', -1, 1, 3, 0],
  ['up from the field', -1, -1, 3, 2],
  ['down', 0, 1, 3, 1],
  ['down from the last', 2, 1, 3, 0],
  ['up from the first', 0, -1, 3, 2],
  ['nowhere without options', -1, 1, 0, -1],
])('an arrow leads %s', (_, at, step, count, to) => expect(walked(at, step, count)).toBe(to))
