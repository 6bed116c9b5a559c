import { setTimeout as sleep } from 'node:timers/promises'

/** Does something again and again for some seconds. @returns what ends it and says how often it struck. */
export async function repeat(
  seconds: number,
  everyMs: number,
  strike: () => unknown,
): Promise<() => number> {
  let times = 0
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await sleep(everyMs)) {
    await strike()
    times += 1
  }
  return () => times
}
