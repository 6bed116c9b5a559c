import { mayBeTheSchema } from '@/lib/db/failure-kind'
import { RunUnknown } from '@/lib/db/ledger/store-batch'
import { type ClaimedRun, reenterRun } from '@/lib/db/runs/claim-run'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { requireKnownSchema } from '@/lib/db/schema/require-known-schema'
import { KeysChanged } from '@/lib/db/vault/key-registry'
import { failureCode } from '@/lib/errors'
import type { Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

/**
 * Stores; and a second time where the first attempt failed on what can be put right at once: keys
 * that were replaced meanwhile, a run that the database lost, or sequences behind their rows.
 * @throws NewerSchema in the place of what only a newer schema explains; else whatever storing throws.
 */
export async function withRepairs<T>(run: Run, store: () => Promise<T>): Promise<T> {
  const { claimed } = run
  try {
    return await store()
  } catch (error) {
    if (!(await repair(run, claimed, error))) throw error
    return store()
  }
}

async function repair(run: Run, claimed: ClaimedRun, error: unknown): Promise<boolean> {
  if (error instanceof KeysChanged) {
    await run.tools.refresh()
    return true
  }
  if (error instanceof RunUnknown) {
    await enterAgain(run, claimed)
    return true
  }
  // The only unique key that a batch can violate for good is a number that a sequence gave twice.
  if (failureCode(error) === '23505') return (await advanceSequences()).length > 0
  // Messages are blamed for nothing that this program's age explains.
  if (mayBeTheSchema(error)) await requireKnownSchema()
  return false
}

const entering = new WeakMap<ClaimedRun, Promise<void>>()

/** Enters a run again that the database lost by a restore or a failover; once for all lanes. */
export async function enterAgain(run: Run, lost: ClaimedRun): Promise<void> {
  if (run.claimed !== lost) return
  const known = entering.get(lost)
  if (known !== undefined) return known
  const work = reenterRun(run.request).then((claimed) => {
    log.warn('run.entered-again', { runId: claimed.id, lostRunId: lost.id })
    run.claimed = claimed
  })
  entering.set(lost, work)
  await work.finally(() => entering.delete(lost))
}
