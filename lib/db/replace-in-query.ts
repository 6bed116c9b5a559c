import { MASKED_FIELD_NAMES, type MaskedField } from '@/lib/model/masked-fields'
import { namesOf } from '@/lib/model/query/parts/filter-parts'

/** Says what takes the place of a value; itself, where it stays. */
export type ReplaceValue = (field: MaskedField, value: string) => string

/** The search part of a URL of the logins, with other values where it names masked ones. */
export function replaceInQuery(query: string, replace: ReplaceValue): string {
  const params = new URLSearchParams(query)
  for (const [part, field] of MASKED_PARTS) {
    const value = params.get(part)
    if (value !== null) params.set(part, replace(field, value))
  }
  return params.toString()
}

/** The parts of a URL that name masked values, by what they are called now and were before. */
export const MASKED_PARTS = MASKED_FIELD_NAMES.flatMap((field) =>
  namesOf(field).map((name) => [name, field] as const),
)
