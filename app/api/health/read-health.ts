import { pingDatabase } from '@/lib/db/ping'
import { READ_ONLY, readOnlyFailure } from '@/lib/db/read-only-failure'
import { failureCode } from '@/lib/errors'
import { keysAreFit } from '@/lib/keys/keys-watch'
import { cachedReader } from '@/lib/live/cached-reader'
import { openQueue } from '@/lib/queue/open-queue'

const TIMEOUT_MS = 2_000
/** A machine that is busy for a moment is not down: what was well so lately is, though an answer is late. */
const GRACE_MS = 5_000
/** Probes that come within it share an answer. */
const MAX_AGE_MS = 2_000
const KEYS = 'The keys are missing or do not fit this database'

type Part = { ok: true } | { ok: false; problem: string }

type Health = { ok: boolean; parts: { database: Part; queue: Part; keys: Part } }

const checkDatabase = check('The database cannot be reached', pingDatabase)
const checkQueue = check('The queue cannot be reached', async () => openQueue().depth())

/** It answers, and takes what is to be stored. */
const checkStoring = check(
  'The database cannot be reached',
  async () => {
    if ((await pingDatabase()).isReadOnly) throw readOnlyFailure()
  },
  { [READ_ONLY]: 'The database is read-only, as a standby is' },
)

/** Whether the database, the queue and the keys are there. No secrets, addresses or figures. */
export async function readHealth(): Promise<Health> {
  const [database, queue] = await Promise.all([checkStoring(MAX_AGE_MS), checkQueue(MAX_AGE_MS)])
  const keys: Part = keysAreFit() === false ? { ok: false, problem: KEYS } : { ok: true }
  return { ok: database.ok && queue.ok && keys.ok, parts: { database, queue, keys } }
}

/**
 * Whether pages can be served: the database answers and the keys fit it. The queue is not asked: a
 * probe should not wait for it, and pages say by themselves that it is away.
 */
export async function readReadiness(): Promise<boolean> {
  const database = await checkDatabase(MAX_AGE_MS)
  return database.ok && keysAreFit() !== false
}

/** A check that goes on hanging has failed, and is not started again while it hangs. */
function check(
  otherwise: string,
  work: () => Promise<unknown>,
  problems: Record<string, string> = {},
) {
  let wellAtMs = Number.NEGATIVE_INFINITY
  return cachedReader<Part>({
    first: { ok: true },
    read: async () => {
      try {
        await work()
        wellAtMs = performance.now()
        return { ok: true }
      } catch (error) {
        const code = failureCode(error)
        const problem = problems[code ?? ''] ?? otherwise
        return { ok: false, problem: code === undefined ? problem : `${problem} (${code})` }
      }
    },
    late: () =>
      performance.now() - wellAtMs < GRACE_MS
        ? { ok: true }
        : { ok: false, problem: 'No answer in time' },
    timeoutMs: TIMEOUT_MS,
  })
}
