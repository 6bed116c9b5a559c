import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { verifyNewRows } from '@/lib/db/reveal-log/verify-new-rows'
import { HOUR_MS } from '@/lib/model/time/units'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const append = () =>
  recordInRevealLog({ action: 'reveal', outcome: 'asked', userId: 'u', userName: 'a@example.com' })

async function tamper(statement: string) {
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(statement)
  await client.end()
}

beforeEach(async () => {
  for (let at = 0; at < 3; at += 1) await append()
})

describe('the log’s new rows', () => {
  it('are followed from the last that was in order, and all of them once an hour', async () => {
    expect(await verifyNewRows(0)).toMatchObject({ kind: 'intact', rows: 3, head: { id: '3' } })
    await append()
    await tamper("UPDATE reveal_log SET reason = 'another' WHERE id = 2")
    expect(await verifyNewRows(1)).toMatchObject({ kind: 'intact', rows: 4, head: { id: '4' } })
    expect(await verifyNewRows(2)).toMatchObject({ kind: 'intact', rows: 4 })
    expect(await verifyNewRows(HOUR_MS)).toMatchObject({ kind: 'broken', id: '2' })
    expect(await verifyNewRows(HOUR_MS + 1)).toMatchObject({ kind: 'broken', id: '2' })
  })

  it('are found broken at the first that is', async () => {
    await verifyNewRows(0)
    await append()
    await append()
    await tamper("UPDATE reveal_log SET reason = 'another' WHERE id = 4")
    expect(await verifyNewRows(1)).toMatchObject({ kind: 'broken', id: '4' })
  })

  it('must follow a row that is still there, at every look after', async () => {
    await verifyNewRows(0)
    await tamper('DELETE FROM reveal_log WHERE id = 3')
    for (const nowMs of [1, 2, HOUR_MS]) {
      expect(await verifyNewRows(nowMs)).toMatchObject({ kind: 'broken', id: '3' })
    }
  })

  it('are followed once for all who ask meanwhile', async () => {
    const verdict = verifyNewRows(0)
    expect(verifyNewRows(0)).toBe(verdict)
    await verdict
  })
})
