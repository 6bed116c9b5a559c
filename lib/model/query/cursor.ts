import { anyText } from '@/lib/model/query/parts/text-schema'

/** A column that a list is ordered by. */
export type KeyColumn = {
  type: 'time' | 'int' | 'bigint' | 'text'
  /** Whether some rows have no value; they come last. */
  nulls?: boolean
}

/** The values of one row in the columns of a list's order; a time in Unix milliseconds. */
export type Place = readonly (bigint | string | null)[]

/** A place in a list and the way to read from it, or the list's end. */
export type Cursor = { towards: 'next' | 'previous'; place: Place } | { towards: 'last' }

/**
 * A cursor as text for a URL: `n.<value>…` for what follows a row, `p.<value>…` for what comes before
 * it, with one value for each column (digits, `s` and base64url of a text, `-` for null); or `last`.
 */
export function writeCursor(cursor: Cursor): string {
  if (cursor.towards === 'last') return 'last'
  const values = cursor.place.map((value) => {
    if (value === null) return '-'
    return typeof value === 'string' ? `s${toBase64Url(value)}` : String(value)
  })
  return [cursor.towards === 'next' ? 'n' : 'p', ...values].join('.')
}

/** Reads a cursor as `writeCursor` wrote it; null where it is none of a list with these columns. */
export function readCursor(text: string, columns: readonly KeyColumn[]): Cursor | null {
  if (text === 'last') return { towards: 'last' }
  if (text.length > MAX_LENGTH) return null
  const [way, ...parts] = text.split('.')
  if ((way !== 'n' && way !== 'p') || parts.length !== columns.length) return null
  const place: (bigint | string | null)[] = []
  for (const [at, column] of columns.entries()) {
    const value = readValue(parts[at] ?? '', column)
    if (value === undefined) return null
    place.push(value)
  }
  return { towards: way === 'n' ? 'next' : 'previous', place }
}

/** The text of a cursor of a list with these columns, as a part of a URL. */
export function cursorSchema(columns: readonly KeyColumn[]) {
  return anyText().check((text) => readCursor(text, columns) !== null, 'is not valid')
}

/** A text column may hold 256 characters of four bytes. */
const MAX_LENGTH = 1_500

function readValue(text: string, { type, nulls = false }: KeyColumn) {
  if (text === '-') return nulls ? null : undefined
  if (type === 'text') return text.startsWith('s') ? fromBase64Url(text.slice(1)) : undefined
  if (!NUMBERS[type].test(text)) return undefined
  const value = BigInt(text)
  return type === 'int' && (value > INT_MAX || value < -INT_MAX) ? undefined : value
}

/** Unix milliseconds. The year 9999 takes 15 digits; before 1970, Postgres has no times of more than 14. */
export const TIME_DIGITS = '(?:-\\d{1,14}|\\d{1,15})'
/** The digits bound each number to what its type in Postgres can hold. */
const NUMBERS = {
  time: new RegExp(`^${TIME_DIGITS}$`),
  int: /^-?\d{1,10}$/,
  bigint: /^-?\d{1,18}$/,
}
const INT_MAX = 0x7fffffffn

function toBase64Url(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  return btoa(binary.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
