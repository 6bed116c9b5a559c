import type { Schema } from '@/app/api/v1/open-api-document'

/** Where and why a value does not fit a schema, as far as the API's document has them; null where it does. */
export function misfitOf(value: unknown, schema: Schema, at = '$'): string | null {
  const types = [schema.type ?? []].flat()
  if (types.length > 0 && !types.some((type) => isOf(value, type)))
    return `${at} is no ${types.join(' or ')}`
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `${at} is none of the enum`
  if (
    typeof value === 'string' &&
    schema.format !== undefined &&
    !FORMATS[schema.format]?.test(value)
  )
    return `${at} is no ${schema.format}`
  if (Array.isArray(value)) {
    const { items = {} } = schema
    return value.map((one, n) => misfitOf(one, items, `${at}[${n}]`)).find((found) => found) ?? null
  }
  if (typeof value !== 'object' || value === null) return null
  const { properties = {}, required = [], additionalProperties = true } = schema
  const missing = required.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return `${at}.${missing} is missing`
  for (const [name, one] of Object.entries(value)) {
    const property = properties[name]
    if (property === undefined && !additionalProperties) return `${at}.${name} is not in the schema`
    const found = property === undefined ? null : misfitOf(one, property, `${at}.${name}`)
    if (found !== null) return found
  }
  return null
}

const FORMATS: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  const found: string = typeof value
  return found === type
}
