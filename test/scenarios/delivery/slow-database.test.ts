import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import { bodyWith, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'

const COUNT = 300
const services = usePipeline({ visibilityTimeoutSeconds: 8, maxReceiveCount: 5 })

it('moves no message to the dead-letter queue because the database is slow, and stores each once', async () => {
  // 18 s for all in one batch: longer than it has, whatever the number of attempts.
  await services.query(`CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.06); RETURN NEW; END $$`)
  await services.query(
    'CREATE TRIGGER dawdle BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION dawdle()',
  )
  await sendAll(Array.from({ length: COUNT }, (_, at) => bodyWith({ user_id: `user-${at}` })))
  const { state, problem, ledger } = await drain({ startedBy: 'test' })
  expect({ state, problem }).toEqual({ state: 'finished', problem: null })
  expect(ledger.balanced).toBe(true)
  expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  expect(await database().userLogin.count()).toBe(COUNT)
  // Those that were stored when they were no longer ours to acknowledge come again, as duplicates.
  expect(await ledgerTotals()).toMatchObject({ stored: COUNT })
})
