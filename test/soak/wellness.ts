import { withTimeout } from '@/lib/with-timeout'
import type { Scene } from '@/test/soak/strikes/strikes'
import { MEMBERS } from '@/test/soak/system/crew'

type Running = Pick<Scene, 'surroundings' | 'crew'>

/** What is stored and rejected. */
export type Work = { stored: number; rejected: number }

const ANSWER_MS = 10_000
const QUICK_MS = 2_000

/** Whether the console answers that all is there, and each process was heard of just now. */
export async function isUp(running: Running): Promise<boolean> {
  const [healthy, heard] = await Promise.all([isHealthy(running), countHeard(running)])
  return healthy && heard >= MEMBERS.length
}

/** Whether they are up, and messages have been stored since. */
export async function isWell(running: Running, before: Work | null): Promise<boolean> {
  const [up, work] = await Promise.all([isUp(running), readWork(running)])
  return up && work !== null && work.stored > (before?.stored ?? 0)
}

/** Null where the database does not answer. */
export async function readWork({ surroundings }: Running): Promise<Work | null> {
  const counts = surroundings.sql<Work>(`
    SELECT (SELECT count(*) FROM user_logins)::int AS stored,
      (SELECT count(*) FROM rejected_messages)::int AS rejected`)
  const [work] = await withTimeout(ANSWER_MS, counts).catch(() => [])
  return work ?? null
}

/** Messages on the queue, received or not; null where it does not answer. */
export async function readWaiting({ surroundings: { queue } }: Running): Promise<number | null> {
  const depth = await withTimeout(QUICK_MS, queue.depth()).catch(() => null)
  return depth === null ? null : depth.visible + depth.inFlight + depth.delayed
}

async function isHealthy({ crew }: Running): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS)
    return (await fetch(`${crew.url}/api/health`, { signal })).ok
  } catch {
    return false
  }
}

async function countHeard({ surroundings }: Running): Promise<number> {
  const heard = surroundings.sql<{ count: number }>(`
    SELECT count(*)::int AS count FROM ingest_workers
    WHERE state <> 'ended' AND heartbeat_at > now() - interval '5 seconds'`)
  const [row] = await withTimeout(ANSWER_MS, heard).catch(() => [])
  return row?.count ?? 0
}
