import { expect, it } from 'vitest'
import { collectPage } from '@/lib/api/collect-page'

/** The numbers from 1 to 10, found in steps; every third step finds nothing, as a bounded search may. */
function numbers() {
  let steps = 0
  const asked: number[] = []
  const readPage = async ({ cursor, limit }: { cursor: string | null; limit: number }) => {
    steps += 1
    asked.push(limit)
    const from = Number(cursor ?? 0)
    const rows = steps % 3 === 0 ? [] : [from + 1, from + 2].slice(0, limit)
    const last = rows.at(-1) ?? from
    return { rows, next: last < 10 ? String(last) : null }
  }
  return { readPage, asked }
}

const write = (row: number) => `${row};`

it('reads in steps until a page is full, over steps that find nothing', async () => {
  const { readPage, asked } = numbers()
  const page = await collectPage({ cursor: null, limit: 5, stepRows: 2, readPage, write })
  expect(page).toEqual({ chunks: ['1;2;', '3;4;', '5;'], rows: 5, next: '5' })
  expect(asked).toEqual([2, 2, 1, 1])
})

it('goes on from a cursor to the end, and then has none', async () => {
  const { readPage } = numbers()
  const page = await collectPage({ cursor: '7', limit: 50, stepRows: 2, readPage, write })
  expect(page).toEqual({ chunks: ['8;9;', '10;11;'], rows: 4, next: null })
})

it('ends early, with the way on, where time or room is used up', async () => {
  const wanted = { cursor: null, limit: 50, stepRows: 2, write }
  const late = await collectPage({ ...wanted, readPage: numbers().readPage, readMs: 0 })
  expect(late).toMatchObject({ rows: 2, next: '2' })
  const full = await collectPage({ ...wanted, readPage: numbers().readPage, maxCharacters: 5 })
  expect(full).toMatchObject({ rows: 4, next: '4' })
})
