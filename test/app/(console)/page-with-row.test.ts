import { expect, it, vi } from 'vitest'
import { pageWithRow, rowElsewhere } from '@/app/(console)/page-with-row'

const page = (...ids: string[]) => ({ rows: ids.map((id) => ({ id })) })
const row = { id: '3', cursor: 'n.4' }

it.each([
  ['no row is named', { at: undefined, row: null }, { page: page('9', '8'), at: undefined }],
  ['a place is named', { at: 'n.9', row }, { page: page('8', '7'), at: 'n.9' }],
  [
    'the first page has the row',
    { at: undefined, row: { id: '8', cursor: 'n.9' } },
    { page: page('9', '8'), at: undefined },
  ],
  ['a later page has it', { at: undefined, row }, { page: page('3', '2'), at: 'n.4' }],
  [
    'no page has it',
    { at: undefined, row: { id: '5', cursor: 'n.6' } },
    { page: page('9', '8'), at: undefined },
  ],
])('opens the right page where %s', async (_, asked, found) => {
  const pages: Record<string, ReturnType<typeof page>> = {
    'n.9': page('8', '7'),
    'n.6': page('4', '3'),
    'n.4': page('3', '2'),
  }
  const read = async (at: string | undefined) => pages[at ?? ''] ?? page('9', '8')
  expect(await pageWithRow(asked, read)).toEqual(found)
})

it('finds a row that the filters leave out, and asks for none that the page has', async () => {
  const readAll = vi.fn(async () => page('3'))
  expect(await rowElsewhere(page('9'), row, readAll)).toEqual({ id: '3' })
  expect(readAll).toHaveBeenCalledExactlyOnceWith('n.4')
  expect(await rowElsewhere(page('9'), { id: '5', cursor: 'n.6' }, readAll)).toBeNull()
  expect(await rowElsewhere(page('3'), row, readAll)).toBeNull()
  expect(await rowElsewhere(page('3'), null, readAll)).toBeNull()
  expect(readAll).toHaveBeenCalledTimes(2)
})
