import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const files = readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => `components/${file}`)

/** A cell that cuts off what does not fit, with all that it holds. */
const CUTTING_CELL = /<Td\b(?:(?!<Td\b)[\s\S])*?<\/Td>/g
const NUMBER = /\bformat(?:Number|Count|Capped|Compact|Bytes|Duration|Rate|Share)\(/

it('no table cuts a number off: it stands in a NumberTd', () => {
  expect(files.length).toBeGreaterThan(50)
  const cut = files.flatMap((file) =>
    (readFileSync(file, 'utf8').match(CUTTING_CELL) ?? [])
      .filter((cell) => NUMBER.test(cell))
      .map((cell) => `${file}: ${cell.slice(0, 80)}`),
  )
  expect(cut).toEqual([])
})
