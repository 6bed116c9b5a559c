/** Reasons for a row of a list: fields of which the same is to be said share a sentence. */
export function shortReasons(reasons: string[]): string[] {
  const fields = new Map<string, string[]>()
  for (const reason of reasons) {
    const [, field = '', rest = reason] = /^([a-z_]+) is (.+)$/.exec(reason) ?? []
    fields.set(rest, [...(fields.get(rest) ?? []), field])
  }
  return [...fields].map(([rest, names]) => {
    if (names[0] === '') return rest
    const last = names.pop()
    return names.length === 0 ? `${last} is ${rest}` : `${names.join(', ')} and ${last} are ${rest}`
  })
}
