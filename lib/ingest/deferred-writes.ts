import type { Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

/** Writes to the ledger; where the database cannot take it now, it is written later. */
export async function writeOrDefer(run: Run, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    log.warn('ledger.write-deferred', { runId: run.claimed.id }, error)
    run.deferred.push(write)
  }
}

/**
 * Makes the deferred writes, in their order; two calls at the same time may make one twice, which changes nothing.
 * @throws where the database is still away.
 */
export async function flushDeferred(run: Run): Promise<void> {
  for (let write = run.deferred[0]; write !== undefined; write = run.deferred[0]) {
    await write()
    if (run.deferred[0] === write) run.deferred.shift()
  }
}
