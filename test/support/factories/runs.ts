import { database } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import type { RunToClaim } from '@/lib/db/runs/claim-run'

const SECOND_MS = 1_000

/** A drain that asks for nothing special. */
export const DRAIN: RunToClaim = {
  mode: 'drain',
  startedBy: 'test',
  lanes: 1,
  depthAtStart: null,
  instance: null,
}

/** How a run may be found, by name; `silent` says that it works, and was not heard of for half a minute. */
const RUNS = {
  running: () => ({ state: 'running' }),
  stopping: () => ({ state: 'stopping', stopRequestedAt: new Date() }),
  silent: () => ({ state: 'running', heartbeatAt: ago(30) }),
  finished: () => ({ state: 'finished', endedAt: new Date() }),
  stopped: () => ({ state: 'stopped', endedAt: new Date() }),
  failed: () => ({ state: 'failed', problem: 'The queue does not exist.', endedAt: new Date() }),
  interrupted: () => ({ state: 'interrupted', heartbeatAt: ago(30), endedAt: ago(30) }),
} satisfies Record<string, () => Partial<Prisma.IngestRunCreateInput>>

export type RunName = keyof typeof RUNS
export const RUN_NAMES = Object.keys(RUNS) as RunName[]

/**
 * Inserts a run as its name says.
 * @param seconds since it began.
 * @param id its number, where a test needs a certain one.
 * @returns its number.
 */
export async function insertRun(
  name: RunName = 'finished',
  { seconds = 60, id }: { seconds?: number; id?: number } = {},
): Promise<number> {
  const run = await database().ingestRun.create({
    data: {
      mode: 'drain',
      startedBy: 'somebody@example.com',
      lanes: 4,
      startedAt: ago(seconds),
      ...RUNS[name](),
      ...(id === undefined ? {} : { id }),
    },
  })
  return run.id
}

/** Inserts a batch whose `received` is the sum of the rest. @returns its number. */
export async function insertBatch(
  runId: number,
  { stored = 0, duplicates = 0, rejected = 0, failed = 0, acknowledged = 0 } = {},
): Promise<string> {
  const received = stored + duplicates + rejected + failed
  const counts = { received, stored, duplicates, rejected, failed, acknowledged }
  const batch = await database().ingestBatch.create({
    data: { runId, lane: 1, startedAt: new Date(), ...counts },
  })
  return String(batch.id)
}

function ago(seconds: number): Date {
  return new Date(Date.now() - seconds * SECOND_MS)
}
