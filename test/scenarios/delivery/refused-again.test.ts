import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import { bodyWith, eventually, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'

const services = usePipeline({ visibilityTimeoutSeconds: 5, maxReceiveCount: 20 })

it('counts a message that is refused at each delivery once, and waits for what others have in flight', async () => {
  await services.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.user_id = 'bad' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$`)
  await services.query(
    'CREATE TRIGGER refuse BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION refuse()',
  )
  await sendAll([bodyWith({ user_id: 'bad' }), bodyWith({ user_id: 'bad' })])
  const drained = drain({ startedBy: 'test' })
  let sent = 0
  // Others keep it going while the two come again.
  await eventually(async () => {
    await sendAll([bodyWith({})])
    sent += 1
    await sleep(250)
    return (await ledgerTotals()).failed >= 6
  })
  const { problem } = await drained
  expect(problem).toMatch(/^Stopped early: 2 messages are left/)
  expect((await ledgerTotals()).stored).toBe(sent)
  expect((await openQueue().depth()).inFlight + (await openQueue().depth()).visible).toBe(2)
})
