import { expect, it } from 'vitest'
import { cursorAtRow, readRowPlace, rowPlace } from '@/lib/model/query/row-place'

it('names a row by its time and number, and reads the name', () => {
  const name = rowPlace('2026-11-21T10:00:00.123Z', '42')
  expect(name).toBe('1795255200123.42')
  expect(readRowPlace(name)).toEqual({ ms: 1_795_255_200_123n, id: '42' })
  expect(readRowPlace('-5.7')).toEqual({ ms: -5n, id: '7' })
})

it.each([
  [{ ms: 5n, id: '42' }, 'desc', 'n.5.43'],
  [{ ms: 5n, id: '1' }, 'asc', 'n.5.0'],
  [{ ms: 5n, id: '999999999999999998' }, 'desc', 'n.5.999999999999999999'],
] as const)('begins a page with the row %o, %s', (row, order, cursor) => {
  expect(cursorAtRow(row, order)).toBe(cursor)
})
