import { expect, it } from 'vitest'
import { base64Bytes } from '@/lib/vault/key-fields'

it.each([
  ['of as many bytes', 'AAA=', true],
  ['of fewer', 'AA==', false],
  ['of more', 'AAAA', false],
  ['with other spare bits', 'AAB=', false],
  ['without its end', 'AAA', false],
])('takes base64 %s: %s', (_, text, isTaken) => {
  expect(base64Bytes(2).safeParse(text).success).toBe(isTaken)
})
