import { expect, it } from 'vitest'
import { countRejected, countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import { REJECTED_COUNT_CAP, type RejectedFilter } from '@/lib/model/rejected-groups'
import { REJECTED_STATES } from '@/lib/model/rejected-states'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { throughUrl } from '@/test/support/proxies/through-url'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

it('pages through rejected messages forth and back, newest first, where times are equal', async () => {
  const made: string[] = []
  for (let n = 0; n < 5; n += 1) made.push(await insertRejected())
  const first = await listRejected({ limit: 2 })
  const second = await listRejected({ limit: 2, cursor: throughUrl(rejectedQuery, first.next) })
  const third = await listRejected({ limit: 2, cursor: throughUrl(rejectedQuery, second.next) })
  const seen = [first, second, third].flatMap((page) => page.rows.map((row) => row.id))
  expect(seen).toEqual(made.toReversed())
  const back = await listRejected({ limit: 2, cursor: throughUrl(rejectedQuery, third.previous) })
  expect(back.rows).toEqual(second.rows)
})

it('narrows to a run', async () => {
  await insertRejected('kept', { runId: 1 })
  const wanted = await insertRejected('kept', { runId: 2 })
  const page = await listRejected({ limit: 10, runId: 2 })
  expect(page.rows.map((row) => row.id)).toEqual([wanted])
})

it('narrows to a reason, a field, a state and a time, and counts what fits', async () => {
  const [noon, later] = ['2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z']
  const ip = await insertRejected('kept', { reasons: ['ip:missing', 'user_id:null'] })
  const device = await insertRejected('returned', { reasons: ['device_id:missing'] })
  const whole = await insertRejected('kept', { reasons: ['not-json'], rejectedAt: later })
  const ids = async (filter: RejectedFilter) => {
    const { rows } = await listRejected({ ...filter, limit: 10 })
    expect((await countRejected(filter)).total).toBe(rows.length)
    return rows.map((row) => row.id)
  }
  expect(await ids({ reason: 'ip:missing' })).toEqual([ip])
  expect(await ids({ reason: 'ip:null' })).toEqual([])
  expect(await ids({ field: 'device_id' })).toEqual([device])
  expect(await ids({ field: 'message' })).toEqual([whole])
  expect(await ids({ state: 'returned' })).toEqual([device])
  expect(await ids({ fromMs: Date.parse(noon) + 1 })).toEqual([whole])
  expect(await ids({ toMs: Date.parse(later) })).toEqual([device, ip])
  expect(await ids({ fromMs: Date.parse(noon), toMs: Date.parse(later) })).toEqual([device, ip])
})

it('tells why, and carries no body, not even sealed', async () => {
  await insertRejected()
  const [row] = (await listRejected({ limit: 1 })).rows
  expect(row).toMatchObject({
    reasons: [{ field: 'ip', code: 'missing' }],
    fieldNames: ['user_id'],
    bodyBytes: 99,
  })
  expect(Object.keys(row ?? {})).not.toContain('sealed')
})

it('counts them, and those that are open', async () => {
  expect(await countRejected()).toEqual({ total: 0, open: 0 })
  for (const state of REJECTED_STATES) await insertRejected(state)
  await insertRejected('kept')
  expect(await countRejected()).toEqual({ total: 5, open: 2 })
  expect(await countRejected({ state: 'discarded' })).toEqual({ total: 1, open: 0 })
  expect(await countRejectedKept()).toBe(2)
})

it('counts no further than its cap, and what is open exactly all the same', async () => {
  await insertRejected('kept')
  await services.query(`
    INSERT INTO rejected_messages (message_id, sent_at, receive_count, reasons, field_names, body_bytes,
                                   dek_id, sealed, batch_id, run_id, state)
    SELECT 'settled-' || n, now(), 1, '{ip:missing}', '{}', 1, 'dek', '', 1, 1, 'discarded'
    FROM generate_series(1, ${REJECTED_COUNT_CAP + 5}) n`)
  expect(await countRejected()).toEqual({ total: REJECTED_COUNT_CAP + 1, open: 1 })
})
