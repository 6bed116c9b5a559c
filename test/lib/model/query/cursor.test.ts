import { describe, expect, it } from 'vitest'
import {
  type Cursor,
  cursorSchema,
  type KeyColumn,
  readCursor,
  writeCursor,
} from '@/lib/model/query/cursor'

const NUMBER: KeyColumn[] = [{ type: 'bigint' }]
const TIME: KeyColumn[] = [{ type: 'time' }, { type: 'bigint' }]
const TEXT: KeyColumn[] = [{ type: 'text', nulls: true }, ...TIME]
const VERSION: KeyColumn[] = [{ type: 'int', nulls: true }, ...TIME]

const place = (...values: (bigint | string | null)[]): Cursor => ({
  towards: 'next',
  place: values,
})

describe('a cursor', () => {
  it.each<[string, Cursor, KeyColumn[]]>([
    ['n.7', place(7n), NUMBER],
    ['p.7', { towards: 'previous', place: [7n] }, NUMBER],
    ['last', { towards: 'last' }, NUMBER],
    ['n.1764000000000.12', place(1_764_000_000_000n, 12n), TIME],
    ['n.253402300799999.12', place(253_402_300_799_999n, 12n), TIME],
    ['n.-62135596800000.12', place(-62_135_596_800_000n, 12n), TIME],
    ['n.-5.999999999999999999', place(-5n, 999_999_999_999_999_999n), TIME],
    ['n.-.5.6', place(null, 5n, 6n), TEXT],
    ['n.s.5.6', place('', 5n, 6n), TEXT],
    ['n.sw6nDqCBu.5.6', place('éè n', 5n, 6n), TEXT],
    // Those two of base64 that have another place in URLs, and none.
    ['n.sPz4-.5.6', place('?>>', 5n, 6n), TEXT],
    ['n.sPz8_.5.6', place('???', 5n, 6n), TEXT],
    ['n.20300.5.6', place(20_300n, 5n, 6n), VERSION],
  ])('%s is written and read', (text, cursor, columns) => {
    expect(writeCursor(cursor)).toBe(text)
    expect(readCursor(text, columns)).toEqual(cursor)
    expect(cursorSchema(columns).safeParse(text)).toEqual({ success: true, data: text })
  })

  it.each<[string, KeyColumn[]]>([
    ['', NUMBER],
    ['n', NUMBER],
    ['x.7', NUMBER],
    ['n.7.8', NUMBER],
    ['n.', NUMBER],
    ['n.1e3', NUMBER],
    ['n.0x7', NUMBER],
    ['n. 7', NUMBER],
    ['n.-', NUMBER],
    ['n.s7', NUMBER],
    ['n.1234567890123456789', NUMBER],
    ['n.1234567890123456.1', TIME],
    ['n.-123456789012345.1', TIME],
    ['n.2147483648.5.6', VERSION],
    ['n.sA.5.6', TEXT],
    ['n.sAA.5.6', TEXT],
    ['n.s_w.5.6', TEXT],
    ['n.20300.5.6', TEXT],
    [`n.s${'A'.repeat(2_000)}.5.6`, TEXT],
  ])('%s is not one of this list', (text, columns) => {
    expect(readCursor(text, columns)).toBeNull()
    expect(cursorSchema(columns).safeParse(text).success).toBe(false)
  })

  it('holds the longest text of a column', () => {
    const text = writeCursor(place('𝄞'.repeat(256), 5n, 6n))
    expect(readCursor(text, TEXT)).toEqual(place('𝄞'.repeat(256), 5n, 6n))
  })
})
