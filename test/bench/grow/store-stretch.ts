import type pg from 'pg'
import type { PreparedBatch } from '@/lib/db/ledger/insert-messages'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { foldBatches } from '@/lib/db/rollups/fold-batches'
import { claimRun } from '@/lib/db/runs/claim-run'
import { drawBatches, type Stretch } from '@/test/bench/grow/drawn-batches'
import { logWholePages, readServerCost, spent } from '@/test/bench/grow/server-cost'

/** As a fold that follows within a second finds them at four thousand logins a second. */
const BATCHES_A_FOLD = 8
const TIMEOUT_MS = 600_000

/** By the login. */
export type Cost = {
  /** Microseconds of processor time: of the backends that store, of those that fold, of the others. */
  storeMicros: number
  foldMicros: number
  checkpointerMicros: number
  writersMicros: number
  walBytes: number
}

/** Stores and folds logins in the database that is configured, and reads what that cost the server. */
export async function storeStretch(
  client: pg.Client,
  stretch: Stretch,
  { wholePages }: { wholePages: boolean },
): Promise<Cost> {
  const batches = await drawBatches(client, stretch)
  const run = await newRun()
  await logWholePages(client, wholePages)
  let storeMs = 0
  const before = await readServerCost(client)
  for (let at = 0; at < batches.length; at += BATCHES_A_FOLD) {
    const begun = await readServerCost(client)
    for (const batch of batches.slice(at, at + BATCHES_A_FOLD)) await store(batch, run)
    storeMs += spent(begun, await readServerCost(client)).backendMs
    while ((await foldBatches()) > 0);
  }
  const all = spent(before, await readServerCost(client))
  const micros = (ms: number) => (ms * 1_000) / stretch.count
  return {
    storeMicros: micros(storeMs),
    foldMicros: micros(all.backendMs - storeMs),
    checkpointerMicros: micros(all.checkpointerMs),
    writersMicros: micros(all.writersMs),
    walBytes: all.walBytes / stretch.count,
  }
}

type Run = { id: number; key: string }

async function newRun(): Promise<Run> {
  const claim = await claimRun(
    { mode: 'drain', startedBy: 'npm run bench:grow', lanes: 1, depthAtStart: 0, instance: null },
    { beside: true },
  )
  if (claim.kind !== 'started') throw new Error('A run was to begin beside others')
  return claim.run
}

async function store(batch: PreparedBatch, run: Run) {
  const place = { key: crypto.randomUUID(), run, lane: 0, ageMs: 0 }
  const { stored } = await storeBatch(batch, place, TIMEOUT_MS)
  if (stored !== batch.logins.length) throw new Error(`${stored} of a batch were stored`)
}
