import { expect, it, vi } from 'vitest'
import { measureMonths } from '@/lib/alerts/measure-months'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { keepMonths, startMonthUpkeep, stopMonthUpkeep } from '@/lib/ingest/month-upkeep'
import { forgetMonths, partitionLogins } from '@/test/support/database/partition-logins'
import { monthAgo, storeFolded } from '@/test/support/fixtures/aged-logins'
import { maskedLogin } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const WITHIN = { timeout: 20_000 }
const AFTER_ALL = new Date('2099-12-31T00:00:00.000Z')

const partitions = async () =>
  (await services.query<{ n: number }>('SELECT count(*)::int AS n FROM login_partitions()'))[0]?.n
/** As if the last attempt had been so long ago. */
const waited = (interval: string) =>
  services.query(`UPDATE partition_upkeep SET tried_at = tried_at - interval '${interval}',
    failing_since = failing_since - interval '${interval}',
    analyzed_at = analyzed_at - interval '${interval}'`)
/** Without the months from this one on. */
const lacking = async () => {
  await partitionLogins(services, 2)
  await forgetMonths(services, monthAgo(0))
}

it('makes the months ahead as a process starts', async () => {
  await lacking()
  expect(await readLoginMonths()).toMatchObject({ monthsAhead: -1 })
  startMonthUpkeep()
  startMonthUpkeep()
  await vi.waitFor(async () => expect(await partitions()).toBe(6), WITHIN)
  await stopMonthUpkeep()
  expect(await readLoginMonths()).toMatchObject({
    madeUntil: new Date(monthAgo(-3)).toISOString(),
    monthsAhead: 2,
    failingSince: null,
    problem: null,
  })
})

it('is done once an hour by one of all', async () => {
  await keepMonths()
  await lacking()
  await Promise.all([keepMonths(), keepMonths()])
  expect(await partitions()).toBe(3)
  await waited('59 minutes')
  await keepMonths()
  expect(await partitions()).toBe(3)
  await waited('1 minute')
  await Promise.all([keepMonths(), keepMonths(), keepMonths()])
  expect(await partitions()).toBe(6)
})

it('is not put off by a clock that was ahead', async () => {
  await keepMonths()
  await lacking()
  await waited('-3 years')
  await keepMonths()
  expect(await partitions()).toBe(6)
})

it('says since when it fails and why, tries again after ten minutes, and says when it is over', async () => {
  await lacking()
  await services.query(
    'ALTER FUNCTION make_login_partitions RENAME TO make_login_partitions_of_nobody',
  )
  await keepMonths()
  await waited('9 minutes')
  await keepMonths()
  const { failingSince } = await readLoginMonths()
  await waited('1 minute')
  await keepMonths()
  const failing = await readLoginMonths()
  expect(failing.problem).toContain('42883')
  expect(failing.failingSeconds).toBeGreaterThan(599)
  expect(Date.parse(failing.failingSince ?? '')).toBe(Date.parse(failingSince ?? '') - 60_000)
  expect(measureMonths({ kind: 'read', value: failing }, 120)).toMatchObject({ isBreached: true })
  await services.query(
    'ALTER FUNCTION make_login_partitions_of_nobody RENAME TO make_login_partitions',
  )
  await waited('10 minutes')
  await keepMonths()
  const well = await readLoginMonths()
  expect(well).toMatchObject({ monthsAhead: 2, failingSince: null, problem: null })
  expect(measureMonths({ kind: 'read', value: well }, 120)).toMatchObject({ isBreached: false })
})

it('has the table analyzed as a whole, every six hours', async () => {
  const analyzed = async () =>
    (
      await services.query<{ at: Date | null }>(
        "SELECT greatest(last_analyze, last_autoanalyze) AS at FROM pg_stat_user_tables WHERE relname = 'user_logins'",
      )
    )[0]?.at?.getTime() ?? 0
  const before = await analyzed()
  await keepMonths()
  const first = await vi.waitUntil(async () => {
    const at = await analyzed()
    return at > before ? at : null
  }, WITHIN)
  await waited('5 hours')
  await keepMonths()
  expect(await analyzed()).toBe(first)
  await waited('1 hour')
  await keepMonths()
  await vi.waitUntil(async () => (await analyzed()) > first, WITHIN)
})

it('does not throw where the database cannot be written', async () => {
  await services.query('ALTER TABLE partition_upkeep RENAME TO partition_upkeep_of_nobody')
  await keepMonths()
  await services.query('ALTER TABLE partition_upkeep_of_nobody RENAME TO partition_upkeep')
})

it('counts the logins that are later than every month, up to a cap', async () => {
  await storeFolded([maskedLogin({ sentAt: AFTER_ALL }), maskedLogin({ sentAt: new Date() })])
  expect(await readLoginMonths()).toMatchObject({ laterLogins: 1, monthsAhead: 2 })
})
