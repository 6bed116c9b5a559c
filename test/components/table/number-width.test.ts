import { expect, it } from 'vitest'
import { numberWidth, textWidth } from '@/components/table/number-width'

it.each([
  [[], 'max(72px, calc(0ch + 28px))'],
  [['7', '1,234,567'], 'max(72px, calc(9ch + 28px))'],
  [['Received', '160'], 'max(72px, calc(8ch + 28px))'],
])('is that of the longest of %j', (texts, width) => expect(numberWidth(texts)).toBe(width))

it('takes a letter among numbers for less than a digit', () => {
  expect(textWidth(['12,000 received', '7 stored'])).toBe('calc(12ch + 28px)')
  expect(textWidth(['123'])).toBe('calc(3ch + 28px)')
})
