/** Notices that arrive together are sent together: events are at least this far apart, and at most MAX_QUIET_MS. */
export const MIN_QUIET_MS = 150
const MAX_QUIET_MS = 400
/** The pause after a reading, as a multiple of the time it took. */
const READINGS_OF_QUIET = 3

/**
 * How long to wait after an event before sending the next, in ms. The time a reading takes shows how busy the
 * machine is: at two thousand logins a second it is short, and commits are seen within a quarter of a second. A
 * drain that uses the whole machine makes it long, and then gives less of it to viewers.
 */
export function quietAfter(readingMs: number): number {
  return Math.min(MAX_QUIET_MS, Math.max(MIN_QUIET_MS, READINGS_OF_QUIET * readingMs))
}
