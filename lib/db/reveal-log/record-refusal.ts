import { countRefusals } from '@/lib/db/reveal-log/count-refusals'
import { transaction } from '@/lib/db/transaction'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { singleton } from '@/lib/singleton'

/** Refusals that are written together, once the write before theirs is done. */
type Batch = { times: number; written: Promise<void> }

type Batches = Map<string, Batch>

/** Of this process alone. */
const refusals = () =>
  singleton<{ writing: Batches; waiting: Batches }>('refusals', () => ({
    writing: new Map(),
    waiting: new Map(),
  }))

/**
 * Records that something was refused, as a row or as one more of the minute's; see `countRefusals`.
 * However many come at once, one write of a kind and an account is under way, and the others wait for
 * the next one together: a flood of them takes one connection.
 * @throws what the database throws, for all that were written together.
 */
export function recordRefusal(entry: RevealLogEntry): Promise<void> {
  const { writing, waiting } = refusals()
  const key = JSON.stringify([entry.userId, entry.action, entry.outcome])
  const joined = waiting.get(key)
  if (joined !== undefined) {
    joined.times += 1
    return joined.written
  }
  const before = writing.get(key)?.written.catch(() => {}) ?? Promise.resolve()
  const batch: Batch = { times: 1, written: before.then(() => write()) }
  waiting.set(key, batch)
  return batch.written

  async function write() {
    waiting.delete(key)
    writing.set(key, batch)
    try {
      await transaction((tx) => countRefusals(tx, entry, batch.times))
    } finally {
      if (writing.get(key) === batch) writing.delete(key)
    }
  }
}
