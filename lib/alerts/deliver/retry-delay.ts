import { backOff } from '@/lib/model/time/back-off'

const MAX_ATTEMPTS = 10
const INITIAL_DELAY_SECONDS = 5
const MAX_DELAY_SECONDS = 900

/**
 * When a delivery that failed so often is tried again: twice as long after each attempt, up to a
 * quarter of an hour, half of it at random; some half an hour in all.
 * @param random from 0 to 1.
 * @returns seconds; null where it is given up.
 */
export function retryDelay(attempts: number, random = Math.random()): number | null {
  if (attempts >= MAX_ATTEMPTS) return null
  return backOff(attempts - 1, { initial: INITIAL_DELAY_SECONDS, max: MAX_DELAY_SECONDS }, random)
}
