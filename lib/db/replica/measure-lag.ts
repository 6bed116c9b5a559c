/** How far the primary's log was at a moment of the primary's clock. */
export type Head = { place: bigint; nowMs: number }

/** How far the replica has replayed it, and when the primary committed what it replayed last. */
export type Replayed = { place: bigint; committedMs: number | null }

/**
 * How old what a replica shows is, in milliseconds. A replica that has all of the log is not behind,
 * however long ago the last commit was: a quiet primary is no lag. For one that has not, there are two
 * bounds, and both are of the primary's clock, so that no two clocks are compared: the last commit that it
 * replayed, and the last moment at which the log was known to end no later than it has got.
 * @param earlier what was known of the primary before, newest last.
 * @returns null where neither is known.
 */
export function measureLag(
  head: Head,
  replayed: Replayed,
  earlier: readonly Head[],
): number | null {
  if (replayed.place >= head.place) return 0
  const passed = earlier.findLast(({ place }) => place <= replayed.place)
  const moments = [replayed.committedMs, passed?.nowMs ?? null].filter((at) => at !== null)
  return moments.length === 0 ? null : Math.max(0, head.nowMs - Math.max(...moments))
}
