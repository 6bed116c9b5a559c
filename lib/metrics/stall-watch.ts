/**
 * Watches for how long messages have been visible without any process storing some. SQS does not tell
 * the age of its oldest message, so it is counted from when this watch last saw the queue empty, or
 * else from its own beginning.
 * @param nowMs a clock that does not jump.
 * @returns a function that is told each reading and gives seconds; undefined where either is unknown.
 */
export function createStallWatch(nowMs: () => number) {
  let waitingSinceMs = nowMs()
  return (
    visible: number | undefined,
    storedSecondsAgo: number | null | undefined,
  ): number | undefined => {
    const atMs = nowMs()
    if (visible === 0) waitingSinceMs = atMs
    if (visible === undefined || storedSecondsAgo === undefined) return undefined
    const waitedSeconds = (atMs - waitingSinceMs) / 1_000
    return Math.max(0, Math.min(waitedSeconds, storedSecondsAgo ?? waitedSeconds))
  }
}
