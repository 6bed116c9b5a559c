import { expect, it } from 'vitest'
import { numberWidth } from '@/components/table/number-width'

it.each([
  [[], 'max(72px, calc(0ch + 28px))'],
  [['7', '1,234,567'], 'max(72px, calc(9ch + 28px))'],
  [['Received', '160'], 'max(72px, calc(8ch + 28px))'],
])('is that of the longest of %j', (texts, width) => expect(numberWidth(texts)).toBe(width))
