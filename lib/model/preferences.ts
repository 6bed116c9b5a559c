/** Which colours to show: the system's, or one of the two whatever the system says. */
export type Theme = 'system' | 'light' | 'dark'

/**
 * Cookies of how one likes to see the console. The server reads them, so no first paint is wrong. All
 * consoles on one host share them, unlike the session's: they are of the person, not of the console.
 */
export const PREFERENCE = {
  theme: 'veilgate-theme',
  /** The zone of the browser. */
  timeZone: 'veilgate-time-zone',
  /** `utc` for times in UTC, whatever the zone of the browser is; else `local`. */
  clock: 'veilgate-clock',
  /** `collapsed` or `open`. */
  sidebar: 'veilgate-sidebar',
  /** The columns of the logins: see components/logins/table/table-settings.ts. */
  loginsTable: 'veilgate-logins-table',
  /** How far back the history on the overview goes: see lib/model/pipeline/history.ts. */
  history: 'veilgate-history',
} as const

/** The theme a cookie's value stands for; anything unknown means the system's. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** The IANA zone a cookie's value stands for; UTC for a first visit or a made-up name. */
function parseTimeZone(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: value ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}

/** The zone that times are shown and read in, by cookies that are read by name. */
export function shownTimeZone(read: (name: string) => string | undefined): string {
  return isUtcShown(read) ? 'UTC' : parseTimeZone(read(PREFERENCE.timeZone))
}

/** Whether times are shown in UTC because one asked for it. */
export function isUtcShown(read: (name: string) => string | undefined): boolean {
  return read(PREFERENCE.clock) === 'utc'
}

/** Remembers a preference for a year; in the browser only. */
export function rememberPreference(name: keyof typeof PREFERENCE, value: string) {
  const cookie = `${PREFERENCE[name]}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs https, this does not
  document.cookie = cookie
}

/** A preference as the browser remembers it; in the browser only. */
export function readPreference(name: keyof typeof PREFERENCE): string | undefined {
  const start = `${PREFERENCE[name]}=`
  const found = document.cookie.split('; ').find((cookie) => cookie.startsWith(start))
  return found === undefined ? undefined : decodeURIComponent(found.slice(start.length))
}
