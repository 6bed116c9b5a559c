type Element = string | number | Date | Uint8Array | null

/**
 * An array as Postgres writes it, for a statement that casts it: `${arrayLiteral(values)}::text[]`. An array
 * as it is Prisma turns into JSON and back, value by value, and bytes into base64 on the way.
 */
export function arrayLiteral(values: readonly Element[]): string {
  return `{${values.map(elementLiteral).join()}}`
}

/** What no quotes are needed for: each of them would be escaped once more on the way. */
const PLAIN = /^(?!null$)[\w.:-]+$/i

function elementLiteral(value: Element): string {
  if (value === null) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    return PLAIN.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`
  }
  if (value instanceof Date) return value.toISOString()
  return `\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
}
