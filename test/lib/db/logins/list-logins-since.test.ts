import { expect, it } from 'vitest'
import { readLedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { listLoginsSince } from '@/lib/db/logins/list-logins-since'
import { insertBatch } from '@/test/support/factories/runs'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const at = (text: string) => new Date(`2026-11-21T${text}Z`)
const TV = { device_type: ['tv'] }

it('lists what was stored later and matches, newest first, and each login once', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin({ deviceType: 'tv', sentAt: at('15:00:00') })])
  const mark = await readLedgerWatermark()
  expect(await listLoginsSince(TV, mark, 10)).toMatchObject({ logins: [], arrived: { count: 0 } })
  await store(run, [
    maskedLogin({ userId: 'late', deviceType: 'tv', sentAt: at('03:00:00') }),
    maskedLogin({ userId: 'new', deviceType: 'tv', sentAt: at('16:00:00') }),
    maskedLogin({ userId: 'other', sentAt: at('17:00:00') }),
  ])
  const first = await listLoginsSince(TV, mark, 10)
  expect(first?.logins.map(({ userId }) => userId)).toEqual(['new', 'late'])
  expect(first?.arrived).toEqual({ count: 2, isExact: true })
  await store(run, [maskedLogin({ userId: 'next', deviceType: 'tv' })])
  const next = await listLoginsSince(TV, first?.mark ?? mark, 10)
  expect(next?.logins.map(({ userId }) => userId)).toEqual(['next'])
})

it('counts those that it does not list', async () => {
  const run = await makeRun()
  const mark = await readLedgerWatermark()
  const logins = Array.from({ length: 5 }, () => maskedLogin({ deviceType: 'tv' }))
  await store(run, [...logins, maskedLogin()])
  const some = await listLoginsSince(TV, mark, 2)
  expect(some?.logins).toHaveLength(2)
  expect(some?.arrived).toEqual({ count: 5, isExact: true })
  expect((await listLoginsSince({}, mark, 2))?.arrived).toEqual({ count: 6, isExact: true })
})

it('looks at the newest batches where much was stored, and says so', async () => {
  const run = await makeRun()
  const mark = await readLedgerWatermark()
  const old = await insertBatch(run, { stored: 12_000 })
  await services.query(
    `INSERT INTO user_logins (user_id, device_type, message_id, sent_at, batch_id)
     VALUES ('old', 'tv', 'old', '2026-11-21T12:00:00Z', $1::bigint)`,
    [old],
  )
  await store(run, [maskedLogin({ userId: 'new', deviceType: 'tv' })])
  const found = await listLoginsSince(TV, mark, 10)
  expect(found?.logins.map(({ userId }) => userId)).toEqual(['new'])
  expect(found?.arrived).toEqual({ count: 1, isExact: false })
  expect((await listLoginsSince({}, mark, 10))?.arrived).toEqual({ count: 12_001, isExact: true })
})

it('knows nothing of a mark that the ledger does not have', async () => {
  const run = await makeRun()
  await store(run, [maskedLogin()])
  const mark = { ...(await readLedgerWatermark()), key: '00000000-0000-4000-8000-000000000000' }
  expect(await listLoginsSince({}, mark, 10)).toBeNull()
})
