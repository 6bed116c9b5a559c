import { database, type Reader } from '@/lib/db/client'
import { findLastReceivedAt } from '@/lib/db/ledger/find-last-received-at'
import { readPlan } from '@/lib/db/plan/read-plan'
import { listWorkers } from '@/lib/db/workers/list-workers'
import type { Ingestion } from '@/lib/model/pipeline/workers'

/** Who ingests by itself, and what was asked of all. */
export async function readIngestion(client: Reader = database()): Promise<Ingestion> {
  const plan = await readPlan(client)
  const workers = await listWorkers(client)
  const lastReceivedAt = (await findLastReceivedAt(client))?.toISOString() ?? null
  return { plan, workers, lastReceivedAt }
}
