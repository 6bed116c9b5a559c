import { type FilterKey, namesOf, partNames } from '@/lib/model/query/parts/filter-parts'

/** Says what takes the place of a field's value; itself, where it stays. */
export type ReplaceValue<Field extends FilterKey> = (field: Field, value: string) => string

/** The search part of a URL of the logins, with other values where it names those of some fields; itself, where none changes. */
export function replaceInQuery<Field extends FilterKey>(
  query: string,
  fields: readonly Field[],
  replace: ReplaceValue<Field>,
): string {
  const fieldOf = new Map(fields.flatMap((field) => partsOf(field).map((part) => [part, field])))
  let isChanged = false
  const parts = [...new URLSearchParams(query)].map(([part, value]) => {
    const field = fieldOf.get(part)
    const replaced = field === undefined ? value : replace(field, value)
    isChanged ||= replaced !== value
    return [part, replaced]
  })
  return isChanged ? new URLSearchParams(parts).toString() : query
}

/** The parts of a URL that name values of a field, by what they are called now and were before: any may be there several times. */
export function partsOf(field: FilterKey): string[] {
  return [...new Set([...namesOf(field), ...partNames(field)])]
}
