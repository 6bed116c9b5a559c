import { join } from 'node:path'
import { readState } from '@/lib/embedded/data-dir'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '@/lib/embedded/postgres-state'
import { browserCpuMs, postgresCpuMs, processCpuMs } from '@/test/bench/ingest/processor-time'
import type { Console } from '@/test/support/programs/start-console'
import { median } from '@/test/support/statistics'

/** Whose processor time a drain of the console takes. */
export type Processes = { web: number; postmaster: number; queue: number }

const PARTIES = ['console', 'postgres', 'queue', 'browser'] as const

/** Microseconds by the message. */
export type LiveCost = Record<(typeof PARTIES)[number], number>

/** The processes of a console that runs. */
export function processesOf({ dataDir, url }: Console): Processes {
  const state = readPostgresState(dataDir)
  const pidIn = (file: string) =>
    Number.parseInt(readState<{ process: string }>(join(dataDir, file))?.process ?? '', 10)
  return {
    web: pidIn(`web-${new URL(url).port}.json`),
    postmaster: (state && runningPostgres(clusterFolder(dataDir, state))?.pid) ?? Number.NaN,
    queue: pidIn('queue.json'),
  }
}

/** What each has spent so far, in ms; the browser is one that this process started. */
export function readLiveCost({ web, postmaster, queue }: Processes): LiveCost {
  return {
    console: processCpuMs(web),
    postgres: postgresCpuMs(postmaster),
    queue: processCpuMs(queue),
    browser: browserCpuMs(process.pid),
  }
}

/** By the message, from one reading to another. */
export function liveCost(before: LiveCost, after: LiveCost, messages: number): LiveCost {
  const parts = PARTIES.map((name) => [name, ((after[name] - before[name]) * 1_000) / messages])
  return Object.fromEntries(parts) as LiveCost
}

export function allMicros({ cost }: { cost: LiveCost }): number {
  return PARTIES.reduce((sum, name) => sum + cost[name], 0)
}

export const COST_HEADING = PARTIES.map((name) => `${name} µs`.padStart(13)).join('')

/** The median of each. */
export function costColumns(costs: readonly LiveCost[]): string {
  return PARTIES.map((name) =>
    median(costs.map((cost) => cost[name]))
      .toFixed(0)
      .padStart(13),
  ).join('')
}
