import { pingDatabase } from '@/lib/db/ping'
import { describeFailure, UserError } from '@/lib/errors'
import { keysState } from '@/lib/ingest/keys-state'
import { openQueue } from '@/lib/queue/queue'

const PATIENCE_MS = 2_000

type Part = { ok: true } | { ok: false; problem: string }

/**
 * For probes, hence without a session: whether the database, the queue and the keys are there.
 * 200 or 503. Tells no secrets, addresses or figures.
 */
export async function GET(): Promise<Response> {
  const [database, queue, keys] = await Promise.all([
    check(async () => void (await pingDatabase())),
    check(async () => void (await openQueue().depth())),
    check(async () => {
      const state = await keysState()
      if (!state.ok) throw new UserError('The keys are missing or do not fit this database')
    }),
  ])
  const ok = database.ok && queue.ok && keys.ok
  return Response.json(
    { status: ok ? 'ok' : 'failing', database, queue, keys },
    { status: ok ? 200 : 503 },
  )
}

async function check(work: () => Promise<void>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, PATIENCE_MS, new UserError('No answer in time'))
  })
  try {
    await Promise.race([work(), tooLate])
    return { ok: true }
  } catch (error) {
    return { ok: false, problem: describeFailure(error) }
  } finally {
    clearTimeout(timer)
  }
}
