import { expect, it } from 'vitest'
import { mayNameOriginal } from '@/lib/model/text/may-name-original'

it.each([
  '203.0',
  ' 203.0',
  '203.0.113.',
  '203.0.113.7',
  '２０３.0.113',
  '[2001:db8',
  '2001:db8::7',
  '000-',
  '000-00-0000',
  'of 203.0.113.7?',
])('takes %j for an original, or the beginning of one', (text) => {
  expect(mayNameOriginal(text)).toBe(true)
})

it.each([
  '12',
  '203',
  '#12',
  'run 12',
  'ip1_ada45f_3fc8',
  '3fc83f12',
  'walrus-1',
  '1b2c3d4e-0000-4000-8000-000000000000',
  '12345678-1234',
])('lets %j be looked for', (text) => {
  expect(mayNameOriginal(text)).toBe(false)
})
