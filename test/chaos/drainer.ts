import { setTimeout as sleep } from 'node:timers/promises'
import { type Ending, type Process, startCommand } from '@/test/chaos/processes'
import type { System } from '@/test/chaos/system'

/** Runs `ingest --json` over and over, as a scheduler does. */
export type Drainer = {
  /** Signals the present process. */
  signal(name: NodeJS.Signals): void
  /** What the processes said on stderr since a moment. */
  said(sinceMs: number): string[]
  /** How each process ended, and what waited on the queue then. */
  endings: (Ending & { atMs: number; left: number })[]
  /** Resolves once a process has ended by itself and the queue is empty; starts no other then. */
  finish(): Promise<void>
  /** Kills it. */
  stop(): Promise<void>
}

/** @param mayStart a process that ended by itself is followed by the next only while this holds. */
export function keepDraining(system: System, mayStart: () => boolean): Drainer {
  const endings: Drainer['endings'] = []
  const lines: Process['lines'] = []
  let [finishing, stopped] = [false, false]
  let current: Process | undefined
  const work = async () => {
    while (!stopped) {
      current = startCommand(system.env, ['ingest', '--json'])
      const { lines: said } = current
      const ending = await current.ended
      lines.push(...said)
      const left = await countWaiting(system)
      endings.push({ ...ending, left, atMs: Date.now() })
      if (finishing && !ending.signalled && left === 0) return
      while (!ending.signalled && !mayStart() && !stopped) await sleep(100)
      if (!ending.signalled) await sleep(300)
    }
  }
  const working = work()
  // Whoever waits for it hears of its failure.
  working.catch(() => {})
  return {
    signal: (name) => current?.signal(name),
    said: (sinceMs) =>
      [...lines, ...(current?.lines ?? [])]
        .filter(({ atMs }) => atMs >= sinceMs)
        .map(({ line }) => line),
    endings,
    finish: () => {
      finishing = true
      return working
    },
    stop: () => {
      stopped = true
      current?.signal('SIGKILL')
      return working
    },
  }
}

/** Messages on the queue, received or not. */
export async function countWaiting(system: System): Promise<number> {
  const { visible, inFlight, delayed } = await system.queue().depth()
  return visible + inFlight + delayed
}
