import { expect, it } from 'vitest'
import { analyzeLogins, keepPartitions } from '@/lib/db/partitions/keep-partitions'
import { readLoginMonths } from '@/lib/db/partitions/read-login-months'
import { DAY_MS } from '@/lib/model/time/units'
import { retain } from '@/lib/retention/retain'
import {
  forgetMonths,
  partitionLogins,
  partitionName,
} from '@/test/support/database/partition-logins'
import { insertRetention } from '@/test/support/factories/retention'
import { monthAgo, storeFolded } from '@/test/support/fixtures/aged-logins'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const BEFORE_ALL = new Date('1970-01-02T00:00:00.000Z')
const AFTER_ALL = new Date('2099-12-31T00:00:00.000Z')

const namesNow = async () =>
  (
    await services.query<{ name: string }>(
      'SELECT name FROM login_partitions() ORDER BY lower_bound NULLS FIRST',
    )
  ).map(({ name }) => name)
const partitionOf = async (messageId: string) =>
  (
    await services.query<{ name: string }>(
      'SELECT tableoid::regclass::text AS name FROM user_logins WHERE message_id = $1',
      [messageId],
    )
  ).map(({ name }) => name)

it('makes the months ahead that are missing, and no other', async () => {
  await partitionLogins(services, 3)
  await forgetMonths(services, monthAgo(0))
  expect(await keepPartitions()).toBe(3)
  expect(await namesNow()).toEqual([
    'user_logins_earlier',
    ...[2, 1, 0, -1, -2].map((ago) => partitionName(monthAgo(ago))),
    'user_logins_later',
  ])
  expect(await keepPartitions()).toBe(0)
})

it('gives logins the month that was missing when they came', async () => {
  await partitionLogins(services, 3)
  await forgetMonths(services, monthAgo(1))
  const sent = [monthAgo(1), monthAgo(0) - 1, monthAgo(0), AFTER_ALL.getTime()]
  const logins = sent.map((ms) => maskedLogin({ sentAt: new Date(ms) }))
  await storeFolded(logins)
  await keepPartitions()
  const found = await Promise.all(logins.map(({ messageId }) => partitionOf(messageId)))
  expect(found).toEqual([
    [partitionName(monthAgo(1))],
    [partitionName(monthAgo(1))],
    [partitionName(monthAgo(0))],
    ['user_logins_later'],
  ])
  await analyzeLogins()
})

it('rewrites no login where so many came without a month that all would wait', async () => {
  await partitionLogins(services, 4)
  await forgetMonths(services, monthAgo(2))
  await services.query(
    `INSERT INTO user_logins (message_id, sent_at) SELECT n::text, to_timestamp($1) + n * interval '30 s'
     FROM generate_series(1, 100001) AS n`,
    [monthAgo(2) / 1_000],
  )
  const ahead = maskedLogin({ sentAt: AFTER_ALL })
  await store(await makeRun(), [ahead])
  const written = () =>
    services.query(`SELECT count(*)::int, sum(xmin::text::bigint * (ctid::text::point)[0]) AS places
      FROM user_logins WHERE message_id <> '${ahead.messageId}'`)
  const before = await written()
  expect(await keepPartitions()).toBe(3)
  expect(await written()).toEqual(before)
  expect(await namesNow()).toEqual([
    'user_logins_earlier',
    ...[3, 2, -1, -2].map((ago) => partitionName(monthAgo(ago))),
    'user_logins_later',
  ])
  expect(await partitionOf(ahead.messageId)).toEqual(['user_logins_later'])
  expect(await keepPartitions()).toBe(0)
  await storeFolded([maskedLogin({ sentAt: new Date(monthAgo(0)) })])
  expect((await readLoginMonths()).laterLogins).toBe(1)
})

it('has two processes make each month once', async () => {
  await partitionLogins(services, 2)
  await forgetMonths(services, monthAgo(0))
  const made = await Promise.all([keepPartitions(), keepPartitions()])
  expect(made.sort()).toEqual([0, 3])
})

it('lets a new month have what the others have: indexes, the key of messages, VACUUM’s settings', async () => {
  const shapes = await services.query<{ name: string; indexes: string; options: string[] }>(`
    SELECT name, reloptions AS options, (
      SELECT string_agg(regexp_replace(indexdef, '.* USING ', ''), E'\\n' ORDER BY regexp_replace(indexdef, '.* USING ', ''))
      FROM pg_indexes WHERE tablename = name) AS indexes
    FROM login_partitions() JOIN pg_class ON relname = name`)
  expect(new Set(shapes.map(({ indexes }) => indexes)).size).toBe(1)
  expect(shapes[0]?.indexes.split('\n').length).toBeGreaterThan(10)
  expect(new Set(shapes.map(({ options }) => [...options].sort().join())).size).toBe(1)
})

it('stores no login twice, in whichever month it was sent', async () => {
  await partitionLogins(services, 4)
  const logins = [BEFORE_ALL, new Date(monthAgo(3)), new Date(monthAgo(0)), AFTER_ALL].map(
    (sentAt) => maskedLogin({ sentAt }),
  )
  const run = await makeRun()
  await store(run, logins)
  await store(run, logins)
  expect(await services.query('SELECT count(*)::int AS n FROM user_logins')).toEqual([{ n: 4 }])
  expect(await services.query('SELECT sum(duplicates)::int AS n FROM ingest_batches')).toEqual([
    { n: 4 },
  ])
})

it('knows what the queue delivers again after months were dropped, and has a place for what comes too late', async () => {
  await partitionLogins(services, 4)
  const again = maskedLogin({ sentAt: new Date(Date.now() - 14 * DAY_MS) })
  const old = maskedLogin({ sentAt: new Date(monthAgo(3)) })
  await storeFolded([again, old])
  await insertRetention('logins', 1, 'ann@example.com')
  await retain({ pauseMs: 0, busyPauseMs: 10 })
  expect(await namesNow()).not.toContain(partitionName(monthAgo(3)))
  await storeFolded([again, old, maskedLogin({ sentAt: BEFORE_ALL })])
  expect(await partitionOf(again.messageId)).toHaveLength(1)
  expect(await partitionOf(old.messageId)).toEqual(['user_logins_earlier'])
  await retain({ pauseMs: 0, busyPauseMs: 10 })
  expect(await services.query('SELECT message_id FROM user_logins')).toEqual([
    { message_id: again.messageId },
  ])
})
