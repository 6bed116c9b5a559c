import { setTimeout as sleep } from 'node:timers/promises'

/** Holds the lanes of a run to so many messages a second, over any time longer than a batch. */
export type Pace = {
  /** How long to wait before the next message is asked for. */
  waitMs(nowMs: number): number
  /** Notes how many messages a receive brought that began at a moment. */
  note(received: number, startedAtMs: number): void
}

/** @param maxPerSecond null for as fast as it can be. */
export function createPace(maxPerSecond: number | null): Pace {
  let dueAtMs = Number.NEGATIVE_INFINITY
  return {
    waitMs: (nowMs) => Math.max(0, dueAtMs - nowMs),
    note: (received, startedAtMs) => {
      if (maxPerSecond === null) return
      // What was not used of a pause is not made up for by a burst.
      dueAtMs = Math.max(dueAtMs, startedAtMs) + (received * 1_000) / maxPerSecond
    },
  }
}

/** Waits until the next message may be asked for. Asked with none in hand. */
export async function waitForPace(pace: Pace, signal: AbortSignal): Promise<void> {
  const waitMs = pace.waitMs(performance.now())
  if (waitMs > 0) await sleep(waitMs, undefined, { signal }).catch(() => undefined)
}
