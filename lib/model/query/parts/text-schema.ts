import { isPlainText } from '@/lib/model/text/is-plain-text'

/**
 * How the text of a URL is read. A schema of zod's fits as well; these few do without its 30 kB, as
 * every page that writes a link loads them (test/e2e/first-load.test.ts).
 */
export type PartSchema<Value> = {
  /** All texts that it takes, where they are few. */
  values?: readonly string[]
  safeParse(input: unknown):
    | { success: true; data: Value }
    | {
        success: false
        /** The first message completes the part's label; an empty one says nothing of its own. */
        error: { issues: readonly { message: string }[] }
      }
}

type Read<Value> = ReturnType<PartSchema<Value>['safeParse']>

/** A schema with what else must hold of the value, and what becomes of it. */
export type TextSchema<Value> = PartSchema<Value> & {
  check(holds: (value: Value) => boolean, problem?: string): TextSchema<Value>
  to<Next>(change: (value: Value) => Next): TextSchema<Next>
}

/** Any text. */
export function anyText(): TextSchema<string> {
  return schemaOf((input) => (typeof input === 'string' ? done(input) : failed('')))
}

/** A text that looks so. The pattern must be anchored. */
export function textLike(pattern: RegExp, problem?: string): TextSchema<string> {
  return anyText().check((text) => pattern.test(text), problem)
}

/** One of a few texts. */
export function oneOf<const Value extends string>(values: readonly Value[]): TextSchema<Value> {
  const schema = anyText()
    .check((text) => values.includes(text as Value))
    .to((text) => text as Value)
  return { ...schema, values }
}

/** Text that a person writes and Postgres can hold, of 1 to so many characters. */
export function plainText(longest: number, tooLong = `is longer than ${longest} characters`) {
  return anyText()
    .check((text) => text !== '', 'is empty')
    .check((text) => [...text].length <= longest, tooLong)
    .check(isPlainText, 'is not plain text')
}

/** Several texts, each read by the schema, and each once; an empty one stands for none. */
export function textsOrNone<Value>(schema: PartSchema<Value>, most: number) {
  const list = schemaOf<(Value | null)[]>((input) => {
    if (!Array.isArray(input)) return failed('')
    const values: (Value | null)[] = []
    for (const text of input) {
      const read = text === '' ? done(null) : schema.safeParse(text)
      if (!read.success) return read
      values.push(read.data)
    }
    return done(values)
  })
  return list
    .check((values) => values.length <= most, `holds more than ${most} values`)
    .to((values) => [...new Set(values)])
}

/** A day, `YYYY-MM-DD`, that the calendar has. */
export function day(problem: string): TextSchema<string> {
  return anyText().check((text) => isDay(text) && isInRange(text), problem)
}

/** A time with its zone, such as `2026-11-17T14:00:00Z`; its value is in UTC, to the millisecond. */
export function instant(problem: string): TextSchema<string> {
  return anyText()
    .check((text) => INSTANT.test(text) && isDay(text.slice(0, 10)), problem)
    .to((text) => new Date(text).toISOString())
    .check(isInRange, problem)
}

const INSTANT =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const midnight = new Date(`${text}T00:00Z`)
  // A day that a month does not have is taken for one of the next.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}

function isInRange(text: string): boolean {
  return text >= '1970' && text < '2200'
}

function schemaOf<Value>(read: (input: unknown) => Read<Value>): TextSchema<Value> {
  return {
    safeParse: read,
    check(holds, problem = '') {
      return schemaOf((input) => {
        const result = read(input)
        return result.success && !holds(result.data) ? failed(problem) : result
      })
    },
    to(change) {
      return schemaOf((input) => {
        const result = read(input)
        return result.success ? done(change(result.data)) : result
      })
    },
  }
}

function done<Value>(data: Value): Read<Value> {
  return { success: true, data }
}

function failed(message: string): Read<never> {
  return { success: false, error: { issues: [{ message }] } }
}
