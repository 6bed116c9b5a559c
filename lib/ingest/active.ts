import type { Run } from '@/lib/ingest/run'
import { singleton } from '@/lib/singleton'

const runs = () => singleton('runs', () => new Map<Run, Promise<void>>())

/** Remembers a run of this process for as long as it works. */
export function trackRun(run: Run, working: Promise<void>): Promise<void> {
  const tracked = working.finally(() => runs().delete(run))
  runs().set(run, tracked)
  return tracked
}

/** Stops the runs of this process: their batches in hand are stored and acknowledged first. */
export async function stopAllRuns(): Promise<void> {
  for (const run of runs().keys()) run.stop()
  await Promise.allSettled(runs().values())
}
