/** Notices that arrive together are told together: nothing more often than so, and this long apart at most. */
export const MIN_QUIET_MS = 150
const MAX_QUIET_MS = 400
/** How many times as long as a reading the pause after it is. */
const READINGS_OF_QUIET = 3

/**
 * How long nothing is told after an event, in ms. What a reading takes is what the machine has left: at two
 * thousand logins a second it is short, and what was committed is seen within a quarter of a second. A drain
 * that takes all there is makes it long, and has to share less with whoever watches.
 */
export function quietAfter(readingMs: number): number {
  return Math.min(MAX_QUIET_MS, Math.max(MIN_QUIET_MS, READINGS_OF_QUIET * readingMs))
}
