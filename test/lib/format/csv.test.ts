import { describe, expect, it } from 'vitest'
import { csvField, csvRecord } from '@/lib/format/csv'

describe('csvRecord', () => {
  it('separates by commas and ends with CRLF', () => {
    expect(csvRecord(['a', 1, null, ''])).toBe('a,1,,\r\n')
  })

  it('is read back as it was written, but for the apostrophe before formulas', () => {
    const values = [
      'plain',
      'with, comma',
      'a "quote"',
      'two\r\nlines',
      ' blank ',
      'semi;colon',
      'ü😀',
    ]
    expect(read(csvRecord(values))).toEqual(values)
  })
})

describe('csvField', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    ' =1',
    '\t=1',
    '\r=1',
    '\n=1',
    '\u00a0=1',
    '\ufeff=1',
    '\u200b=1',
    '＝1',
    '|calc',
    '%0A=1',
    "-2+3+cmd|' /C calc'!A0",
  ])('disarms %j', (value) => {
    const [field] = read(`${csvField(value)}\r\n`)
    expect(field).toBe(`'${value}`)
  })

  it.each(['2.3.0', 'ip1_ada45f_00', '2026-11-21T10:00:00.000Z', 'DE', "'quoted'", '6.02'])(
    'leaves %j as it is',
    (value) => {
      expect(csvField(value)).toBe(value)
    },
  )

  it('keeps numbers numbers', () => {
    expect(csvField(-5)).toBe('-5')
  })
})

/** A reader by RFC 4180, of one record. */
function read(record: string): string[] {
  const fields: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/gy
  for (;;) {
    const match = field.exec(record)
    if (match === null) throw new Error('not a record')
    fields.push(match[1] === undefined ? (match[2] as string) : match[1].replaceAll('""', '"'))
    if (match[3] === '\r\n') return fields
  }
}
