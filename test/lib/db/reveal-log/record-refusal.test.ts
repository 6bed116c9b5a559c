import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimReveal } from '@/lib/db/reveal-log/claim-reveal'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { refuseUnlessPermitted } from '@/lib/reveal/actor'
import { ADMIN, asOperator } from '@/test/support/reveal'
import { newestRows } from '@/test/support/reveal-log'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const refuse = () => refuseUnlessPermitted(asOperator, 'copy')
const rows = async () => newestRows(100)

describe('refusals', () => {
  it('of one kind by one person share a row for a minute, which says how many there were', async () => {
    await Promise.all(Array.from({ length: 250 }, refuse))
    for (let at = 0; at < 50; at += 1) await refuse()
    await refuseUnlessPermitted(asOperator, 'reveal')
    const log = await rows()
    const copies = log.filter(({ action }) => action === 'copy')
    // One for each minute that this took.
    expect(copies.length).toBeLessThan(10)
    expect(copies.reduce((sum, { times }) => sum + times, 0)).toBe(300)
    expect(log.filter(({ action }) => action === 'reveal')).toMatchObject([{ times: 1 }])
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: log.length })
  })

  it('are counted while others hold the lock of the log', async () => {
    await refuse()
    // As the first of the minutes to come would have it.
    await services.query(`
      INSERT INTO refusal_counts SELECT -n, user_id, action, outcome, minute + n * interval '1 min', 0, now()
      FROM refusal_counts, generate_series(1, 5) AS n`)
    const other = new pg.Client({ connectionString: services.databaseUrl() })
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query("SELECT pg_advisory_xact_lock(hashtext('veilgate reveal log'))")
      await Promise.all(Array.from({ length: 20 }, refuse))
    } finally {
      await other.end()
    }
    const { _sum } = await database().refusalCount.aggregate({ _sum: { count: true } })
    expect(_sum.count).toBe(21n)
    expect(await rows()).toHaveLength(1)
  })

  it('by a limit share a row as well', async () => {
    const needs = { values: 1, passphrase: false, valuesPerHour: 0 }
    const entry = { action: 'reveal', userId: ADMIN.id, userName: ADMIN.email } as const
    for (let at = 0; at < 20; at += 1) {
      expect(await claimReveal(entry, needs)).toMatchObject({ kind: 'over-limit' })
    }
    const log = await rows()
    expect(log.length).toBeLessThan(10)
    expect(log.reduce((sum, { times }) => sum + times, 0)).toBe(20)
    expect(log[0]).toMatchObject({ outcome: 'over-limit' })
  })

  it('that cannot be recorded are not answered, and the next one is recorded again', async () => {
    await services.query('ALTER TABLE reveal_log RENAME TO reveal_log_away')
    const answers = await Promise.allSettled([refuse(), refuse(), refuse()])
    expect(answers.map(({ status }) => status)).toEqual(Array(3).fill('rejected'))
    await services.query('ALTER TABLE reveal_log_away RENAME TO reveal_log')
    await refuse()
    expect((await rows()).map(({ times }) => times)).toEqual([1])
  })
})
