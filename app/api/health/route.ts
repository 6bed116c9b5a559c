import { signedHead } from '@/app/api/health/signed-head'
import { pingDatabase } from '@/lib/db/ping'
import { failureCode } from '@/lib/errors'
import { keysState } from '@/lib/keys/keys-state'
import { cachedReader } from '@/lib/live/cached-reader'
import { openQueue } from '@/lib/queue/open-queue'

const TIMEOUT_MS = 2_000
/** Probes that come at once, or several times a second, share an answer. */
const MAX_AGE_MS = 1_000

type Part = { ok: true } | { ok: false; problem: string }

const checkDatabase = check('The database cannot be reached', async () => {
  await pingDatabase()
  return true
})
const checkQueue = check('The queue cannot be reached', async () => {
  await openQueue().depth()
  return true
})
const checkKeys = check('The keys are missing or do not fit this database', async () => {
  return (await keysState()).ok
})

/**
 * For probes, hence without a session: whether the database, the queue and the keys are there.
 * 200 or 503. Tells no secrets, addresses or figures: of a failure its code alone. Whoever may read the
 * reveal log also gets its signed head, to note it where the database's owner cannot change it.
 */
export async function GET(request?: Request): Promise<Response> {
  const [database, queue, keys] = await Promise.all([
    checkDatabase(MAX_AGE_MS),
    checkQueue(MAX_AGE_MS),
    checkKeys(MAX_AGE_MS),
  ])
  const ok = database.ok && queue.ok && keys.ok
  const revealLog = request === undefined ? undefined : await signedHead(request.headers)
  return Response.json(
    { status: ok ? 'ok' : 'failing', database, queue, keys, revealLog },
    { status: ok ? 200 : 503 },
  )
}

/** A check that hangs has failed, and is not started again while it hangs. */
function check(problem: string, work: () => Promise<boolean>) {
  return cachedReader<Part>({
    first: { ok: true },
    read: async () => {
      try {
        return (await work()) ? { ok: true } : { ok: false, problem }
      } catch (error) {
        const code = failureCode(error)
        return { ok: false, problem: code === undefined ? problem : `${problem} (${code})` }
      }
    },
    late: () => ({ ok: false, problem: 'No answer in time' }),
    timeoutMs: TIMEOUT_MS,
  })
}
