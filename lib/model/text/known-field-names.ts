import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'

/** The fields that a message may have. */
const KNOWN: readonly string[] = LOGIN_FIELD_LIST.filter(({ isInBody }) => isInBody)
  .map(({ key }) => key)
  .toSorted()

/**
 * Of the names of a message's fields those that are ours, and how many others there are, as
 * `(2 others)`. A field's name is the sender's text, and may be a person's name or an address.
 */
export function knownFieldNames(names: readonly string[]): string[] {
  const known = KNOWN.filter((name) => names.includes(name))
  const others = names
    .filter((name) => !known.includes(name))
    .reduce((sum, name) => sum + Number(/^\((\d{1,6}) others?\)$/.exec(name)?.[1] ?? 1), 0)
  return others === 0 ? known : [...known, `(${others} other${others === 1 ? '' : 's'})`]
}
