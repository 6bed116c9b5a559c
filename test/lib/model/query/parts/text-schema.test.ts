import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  anyText,
  day,
  instant,
  oneOf,
  type PartSchema,
  plainText,
  textLike,
  textsOrNone,
} from '@/lib/model/query/parts/text-schema'

/** Each schema beside what it stands for in a page, where zod would weigh 30 kB. */
const SAME: [name: string, ours: PartSchema<unknown>, zods: PartSchema<unknown>][] = [
  ['any text', anyText(), z.string()],
  ['a text that looks so', textLike(/^\d{1,3}$/, 'no'), z.string().regex(/^\d{1,3}$/, 'no')],
  ['one of a few texts', oneOf(['asc', 'desc']), z.enum(['asc', 'desc'])],
  ['a day', day('no'), z.iso.date('no')],
  [
    'an instant',
    instant('no'),
    z.iso.datetime({ offset: true, error: 'no' }).transform((text) => new Date(text).toISOString()),
  ],
]

const INPUTS: unknown[] = [
  ...['', 'asc', 'desc', 'ASC', 'toString', '12', '1234', '1\n', ' 12', 'a\0b', '\u{1F600}'],
  ...['2026-11-17', '2026-02-29', '2024-02-29', '2100-02-29', '2000-02-29', '2026-04-31'],
  ...['2026-13-01', '2026-00-10', '2026-1-1', '02026-11-17', '2026-11-17 ', '2026-11-17\n'],
  ...['2026-11-17T14:00Z', '2026-11-17T14:00:59Z', '2026-11-17T14:00:59.123456Z'],
  ...['2026-11-17T14:00+05:30', '2026-11-17T24:00Z', '2026-11-17T23:60Z', '2026-02-30T00:00Z'],
  ...['2026-11-17T14:00', '2026-11-17 14:00Z', '2026-11-17T14:00z', '2026-11-17T14:00+25:00'],
  ...['2026-11-17T14:00+0530', '2026-11-17T14Z', '2026-11-17T14:00:00.Z', '+2026-11-17T14:00Z'],
  ...['2026-11-17 2026-11-17T14:00:00Z', '2026-11-17T14:00:00Z 2026-11-17'],
  ...[undefined, null, 7, [], ['asc'], {}],
]

describe.each(SAME)('%s', (_, ours, zods) => {
  it.each(INPUTS)('is read from %j as zod reads it', (input) => {
    const expected = zods.safeParse(input)
    expect(outcomeOf(ours.safeParse(input))).toEqual(outcomeOf(expected))
  })
})

describe('plain text', () => {
  it.each([
    ['', 'is empty'],
    ['abcd', 'is longer than 3 characters'],
    ['\u{1F600}\u{1F600}\u{1F600}', undefined],
    ['a\0', 'is not plain text'],
    ['\ud800', 'is not plain text'],
    ['abc', undefined],
  ])('%j %s', (text, problem) => expect(problemOf(plainText(3).safeParse(text))).toBe(problem))
})

describe('several texts', () => {
  const schema = textsOrNone(plainText(3), 2)

  it('are each read once, an empty one as none', () => {
    expect(schema.safeParse(['a', '', 'a'].slice(0, 2))).toEqual({
      success: true,
      data: ['a', null],
    })
    expect(textsOrNone(plainText(3), 3).safeParse(['a', '', 'a'])).toEqual({
      success: true,
      data: ['a', null],
    })
  })

  it.each([
    [['abcd'], 'is longer than 3 characters'],
    [['a', 'b', 'c'], 'holds more than 2 values'],
    ['a', ''],
  ])('are refused in %j', (input, problem) => {
    expect(problemOf(schema.safeParse(input))).toBe(problem)
  })
})

it.each(['1969-12-31', '2200-01-01'])('has no day %s, which no login has', (text) => {
  expect(day('no').safeParse(text).success).toBe(false)
  expect(instant('no').safeParse(`${text}T00:00:00Z`).success).toBe(false)
})

it.each(['12', '1234'])('checks in order and changes what is left: %s', (text) => {
  const schema = textLike(/^\d+$/, 'no number')
    .to(Number)
    .check((number) => number < 100, 'too much')
  expect(problemOf(schema.safeParse(text))).toBe(text === '12' ? undefined : 'too much')
})

type Outcome = ReturnType<PartSchema<unknown>['safeParse']>

function outcomeOf(result: Outcome): unknown {
  return result.success ? result.data : 'refused'
}

function problemOf(result: Outcome): string | undefined {
  return result.success ? undefined : result.error.issues[0]?.message
}
