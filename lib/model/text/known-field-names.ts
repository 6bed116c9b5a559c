/** The fields that a message may have, by the names of their columns and JSON keys. */
const KNOWN = ['app_version', 'create_date', 'device_id', 'device_type', 'ip', 'locale', 'user_id']

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
