import { z } from 'zod'

/** What logins are sorted by; ties are ordered by time, then by id. */
export type LoginSort = 'time' | 'user' | 'version'

/**
 * A place in the list of logins and the way to read from it, or its end. `value` is what the list is
 * sorted by where that is not the time alone; null for a login that has none.
 */
export type LoginCursor =
  | { towards: 'next' | 'previous'; ms: number; id: string; value?: string | number | null }
  | { towards: 'last' }

/**
 * Parses a cursor as `writeLoginCursor` made it: `n.<ms>.<id>` (what follows that login), `p.…` (what
 * comes before it), each with `.s<text>`, `.i<number>` or `.-` for the value, or `last`. Bounds keep
 * any number a valid timestamp, bigint and integer.
 */
export const loginCursorSchema = z
  .string()
  .max(600)
  .regex(/^(?:last|[np]\.-?\d{1,14}\.\d{1,18}(?:\.(?:s[\w-]*|i-?\d{1,9}|i[12]\d{9}|-))?)$/)
  .transform((text, context): LoginCursor => {
    if (text === 'last') return { towards: 'last' }
    const [way, ms, id, value] = text.split('.') as [string, string, string, string | undefined]
    const cursor = { towards: way === 'p' ? 'previous' : 'next', ms: Number(ms), id } as const
    if (value === undefined) return cursor
    if (value === '-') return { ...cursor, value: null }
    const parsed = value.startsWith('i') ? readNumber(value.slice(1)) : readText(value.slice(1))
    if (parsed !== null) return { ...cursor, value: parsed }
    context.addIssue('is not a place in the list')
    return z.NEVER
  })

export function writeLoginCursor(cursor: LoginCursor): string {
  if (cursor.towards === 'last') return 'last'
  const place = `${cursor.towards === 'previous' ? 'p' : 'n'}.${cursor.ms}.${cursor.id}`
  const { value } = cursor
  if (value === undefined) return place
  if (value === null) return `${place}.-`
  return typeof value === 'number' ? `${place}.i${value}` : `${place}.s${encode(value)}`
}

function readNumber(text: string): number | null {
  const value = Number(text)
  return Math.abs(value) <= 0x7fffffff ? value : null
}

function readText(encoded: string): string | null {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

function encode(text: string): string {
  const binary = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  return btoa(binary.join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
