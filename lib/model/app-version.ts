/**
 * The sortable number of a version as logins give it: major*10000 + minor*100 + patch.
 * @returns null where it is none, or its minor or patch has more than two digits: then its number
 *   would equal another version's.
 */
export function sortableVersion(text: string): number | null {
  const [, major, minor = 0, patch = 0] =
    /^(\d{1,6})(?:\.(\d{1,2})(?:\.(\d{1,2}))?)?$/.exec(text) ?? []
  const sortable = Number(major) * 10_000 + Number(minor) * 100 + Number(patch)
  return major !== undefined && sortable <= 0x7fffffff ? sortable : null
}

/** The version that has such a sortable number, in full: `20300` → `2.3.0`. */
export function versionOf(sortable: number): string {
  const part = (unit: number) => Math.floor(sortable / unit) % 100
  return `${Math.floor(sortable / 10_000)}.${part(100)}.${part(1)}`
}
