import { setTimeout as sleep } from 'node:timers/promises'

const INITIAL_DELAY_MS = 100
const MAX_DELAY_MS = 10_000

/**
 * Waits before the next attempt: exponentially longer, with full jitter, so that many processes
 * that lost the same server do not come back to it at once.
 * @param attempt how many have failed, from 0.
 */
export async function pause(attempt: number, limitMs = MAX_DELAY_MS, signal?: AbortSignal) {
  const ceilingMs = Math.min(MAX_DELAY_MS, INITIAL_DELAY_MS * 2 ** Math.min(attempt, 10))
  const waitMs = Math.min(limitMs, ceilingMs * (0.5 + Math.random() / 2))
  await sleep(Math.max(0, waitMs), undefined, { signal }).catch(() => undefined)
}
