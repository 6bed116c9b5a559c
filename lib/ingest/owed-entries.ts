import type { Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

/** Makes an entry in the ledger; one the database cannot take now is owed, and made later. */
export async function enter(run: Run, entry: () => Promise<void>): Promise<void> {
  try {
    await entry()
  } catch (error) {
    log.warn('ledger.entry-owed', { runId: run.runId }, error)
    run.owed.push(entry)
  }
}

/** Makes the entries that are owed, in their order. @throws where the database is still away. */
export async function enterOwed(run: Run): Promise<void> {
  for (let entry = run.owed[0]; entry !== undefined; entry = run.owed[0]) {
    await entry()
    run.owed.shift()
  }
}
