/** A number of received messages, and when it was drawn. */
export type Shown = { atMs: number; received: number }
type Commit = { atMs: number; received: number }

/**
 * How late each commit was seen, in ms: from when it was made until a number was drawn that counts it.
 * The page goes on to the next view when a run ends: the last commits may have been seen there alone,
 * and are left out.
 * @param commits oldest first, each with what it received.
 */
export function commitToPixelMs(commits: readonly Commit[], shown: readonly Shown[]): number[] {
  const late: number[] = []
  let total = 0
  for (const { atMs, received } of commits) {
    total += received
    const seen = shown.find((one) => one.received >= total)
    if (seen !== undefined) late.push(Math.max(0, seen.atMs - atMs))
  }
  return late
}
