/** A value as the rollups key it: `-` for none, `=DE` for DE. */
function rollupKey(value: string | null): string {
  return value === null ? '-' : `=${value}`
}

/** What a rollup's key stands for. */
export function rollupValue(key: string): string | null {
  return key === '-' ? null : key.slice(1)
}

/** The key of every value together. */
export const EVERY = '*'

/** The keys of the rows that, added up, count a filter's logins. */
export function rollupKeys(filter: {
  deviceTypes?: (string | null)[]
  locales?: (string | null)[]
}): {
  deviceTypes: string[]
  locales: string[]
} {
  return {
    deviceTypes: filter.deviceTypes?.map(rollupKey) ?? [EVERY],
    locales: filter.locales?.map(rollupKey) ?? [EVERY],
  }
}
