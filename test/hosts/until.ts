import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 250

/** Whether something holds before so many seconds have passed. What cannot be told does not hold yet. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  seconds: number,
): Promise<boolean> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; ) {
    if (await Promise.resolve(holds()).catch(() => false)) return true
    await sleep(LOOK_EVERY_MS)
  }
  return false
}
