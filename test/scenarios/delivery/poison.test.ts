import { afterEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { openQueue } from '@/lib/queue/open-queue'
import { bodyWith, ledgerTotals, sendAll, turn, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()

describe('a message the database will not take', () => {
  afterEach(() => services.query('DROP TRIGGER IF EXISTS refuse ON user_logins'))

  it('holds up no other, and stays on the queue itself', async () => {
    await services.query(`
      CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF NEW.user_id = ''poison'' THEN RAISE EXCEPTION ''refused''; END IF; RETURN NEW; END'`)
    await services.query(
      'CREATE TRIGGER refuse BEFORE INSERT ON user_logins FOR EACH ROW EXECUTE FUNCTION refuse()',
    )
    const bodies = Array.from({ length: 40 }, (_, at) =>
      bodyWith({ user_id: at === 17 ? 'poison' : `user-${at}` }),
    )
    await sendAll(bodies)
    await turn()
    expect(await ledgerTotals()).toMatchObject({ received: 40, stored: 39, failed: 1 })
    expect(await database().userLogin.count()).toBe(39)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 1 })
    const failed = await database().ingestBatch.findFirst({ where: { failed: { gt: 0 } } })
    expect(failed?.error).toBe('The database refused the data (P0001)')
  })
})
