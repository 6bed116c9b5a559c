import { setTimeout as sleep } from 'node:timers/promises'
import { backOff } from '@/lib/model/time/back-off'

const INITIAL_DELAY_MS = 100
const MAX_DELAY_MS = 10_000

/**
 * Waits before the next attempt, as `backOff` says.
 * @param attempt how many have failed before this one, from 0.
 */
export async function pause(attempt: number, limitMs = MAX_DELAY_MS, signal?: AbortSignal) {
  const delayMs = backOff(attempt, { initial: INITIAL_DELAY_MS, max: MAX_DELAY_MS })
  const waitMs = Math.min(limitMs, delayMs)
  await sleep(Math.max(0, waitMs), undefined, { signal }).catch(() => undefined)
}
