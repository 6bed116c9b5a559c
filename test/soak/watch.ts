import { setTimeout as sleep } from 'node:timers/promises'
import { MINUTE_MS } from '@/lib/model/time/units'
import type { Receiver } from '@/test/soak/messages/receiver'
import type { Scene } from '@/test/soak/strikes/strikes'
import { minuteHeading, minuteLine } from '@/test/soak/verdict/table'
import { firingNow } from '@/test/soak/verdict/told'
import { readWaiting, readWork } from '@/test/soak/wellness'

export type Watch = {
  /** Says in the next line that something was struck. */
  note(name: string): void
  stop(): Promise<void>
}

const READ_EVERY_MS = 5_000

/** Reads the memory of every process all the time, and prints a line each minute. */
export function startWatch(scene: Scene, receiver: Receiver, say: (line: string) => void): Watch {
  const ended = new AbortController()
  const startedAtMs = Date.now()
  let noted: string[] = []
  const work = async () => {
    say(minuteHeading())
    for (let minute = 1; !ended.signal.aborted; ) {
      const memory = scene.crew.readMemory()
      if (Date.now() - startedAtMs >= minute * MINUTE_MS) {
        const [kept, waiting] = await Promise.all([readWork(scene), readWaiting(scene)])
        const firing = firingNow(receiver.deliveries())
        const sent = scene.traffic.sent.size
        say(minuteLine({ minute, sent, kept, waiting, memory, struck: noted, firing }))
        noted = []
        minute += 1
      }
      await sleep(READ_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const working = work()
  // Whoever stops it hears of its failure.
  working.catch(() => {})
  return {
    note: (name) => noted.push(name),
    stop: () => {
      ended.abort()
      return working
    },
  }
}
