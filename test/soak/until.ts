import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something holds. @returns false where it does not within so many seconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  seconds: number,
): Promise<boolean> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(1_000)) {
    if (await holds()) return true
  }
  return false
}
