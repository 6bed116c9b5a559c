import { setTimeout as sleep } from 'node:timers/promises'
import type { Scene } from '@/test/chaos/fault'

/** Watches where trouble is said. */
export type WordsWatch = {
  /** The places where it was said so far. */
  told(): string[]
  /** @returns the same, at the end. */
  stop(): Promise<string[]>
}

const LOOK_EVERY_MS = 500

/**
 * Listens in the three places where a person can hear of trouble: the run in the database (and so
 * the page), the console's health where one is watched, and the log of whoever ingests.
 */
export function watchWords(scene: Scene, sinceMs: number): WordsWatch {
  const told = new Set<string>()
  const ended = new AbortController()
  const look = async () => {
    while (!ended.signal.aborted) {
      const [run, health] = await Promise.all([runSaysIt(scene), healthSaysIt(scene)])
      if (run) told.add('run')
      if (health) told.add('page')
      if (scene.drainers.some((drainer) => drainer.said(sinceMs).some(isComplaint))) told.add('log')
      await sleep(LOOK_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
    }
  }
  const looking = look()
  return {
    told: () => [...told],
    stop: async () => {
      ended.abort()
      await looking
      return [...told]
    },
  }
}

async function runSaysIt(scene: Scene): Promise<boolean> {
  // Where the server is away, the database has nothing to say.
  const [row] = await scene
    .sql<{ told: boolean }>('SELECT count(problem) > 0 AS told FROM ingest_runs')
    .catch(() => [])
  return row?.told ?? false
}

async function healthSaysIt({ consoles }: Scene): Promise<boolean> {
  const healthy = await Promise.all(consoles.map((console) => console.isHealthy()))
  return healthy.includes(false)
}

/** A log line that warns, or what a process says in words as it ends. */
function isComplaint(line: string): boolean {
  return /"level":"(?:warn|error)"/.test(line) || !/^(?:\{|\(| |$)/.test(line)
}
