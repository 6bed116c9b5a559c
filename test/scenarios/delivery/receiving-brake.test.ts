import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'
import { admin } from '@/test/support/services'

/** Longer than a slow machine takes to store a batch: what it does not store in time counts as a receive, too. */
const VISIBILITY_TIMEOUT_SECONDS = 6
/** Several visibility timeouts: enough for three deliveries of everything, were it received. */
const OUTAGE_MS = 4 * VISIBILITY_TIMEOUT_SECONDS * 1_000
const COUNT = 900
const services = usePipeline({
  visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
  maxReceiveCount: 3,
})

const name = () => new URL(services.databaseUrl()).pathname.slice(1)
const fill = () => sendAll([...generateLogins({ count: COUNT, seed: 10 })])

describe('an outage of ours', { timeout: 180_000 }, () => {
  let locker: pg.Client | undefined
  afterEach(async () => {
    await locker?.end()
    locker = undefined
  })

  it.each(['away', 'read-only', 'locked'] as const)(
    'costs a message one receive, not its way to the dead-letter queue (database %s)',
    async (outage) => {
      await fill()
      const draining = drain({ startedBy: 'test' })
      await eventually(async () => (await database().ingestRun.count()) > 0)
      const mend = await breakDatabase(outage)
      await sleep(OUTAGE_MS)
      expect((await openQueue().depth()).deadLetter).toBe(0)
      await mend()
      const run = await draining
      expect(run).toMatchObject({ state: 'finished', problem: null })
      expect(run.ledger.balanced).toBe(true)
      expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
      expect(await database().userLogin.count()).toBe(COUNT)
      expect((await ledgerTotals()).stored).toBe(COUNT)
      const receives = run.ledger.received / COUNT
      expect(receives).toBeLessThanOrEqual(2)
    },
  )

  /** @returns what mends it. */
  async function breakDatabase(outage: 'away' | 'read-only' | 'locked') {
    if (outage === 'locked') {
      const client = new pg.Client({ connectionString: services.databaseUrl() })
      locker = client
      await client.connect()
      await client.query('BEGIN; LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE')
      return async () => void (await client.query('ROLLBACK'))
    }
    const [set, reset] =
      outage === 'away'
        ? ['ALLOW_CONNECTIONS false', 'ALLOW_CONNECTIONS true']
        : ['SET default_transaction_read_only TO on', 'RESET default_transaction_read_only']
    await admin(`ALTER DATABASE "${name()}" ${set}`)
    await cutAll()
    return async () => {
      await admin(`ALTER DATABASE "${name()}" ${reset}`)
      await cutAll()
    }
  }

  const cutAll = () =>
    admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name()}'`)
})
