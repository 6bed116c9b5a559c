import { expect, it } from 'vitest'
import {
  countOpenRejected,
  countRejected,
  countRejectedKept,
} from '@/lib/db/rejected/count-rejected'
import { groupRejected } from '@/lib/db/rejected/group-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import { MAX_LOOKED_AT, type RejectedFilter } from '@/lib/model/rejected/rejected-groups'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'
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
    expect((await countRejected(filter)).total.count).toBe(rows.length)
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
  const exactly = (total: number, open: number) => ({
    total: { count: total, isExact: true },
    open: { count: open, isExact: true },
  })
  expect(await countRejected()).toEqual(exactly(0, 0))
  for (const state of REJECTED_STATES) await insertRejected(state)
  await insertRejected('kept')
  expect(await countRejected()).toEqual(exactly(5, 2))
  expect(await countRejected({ state: 'discarded' })).toEqual(exactly(1, 0))
  expect(await countRejectedKept()).toBe(2)
})

it('looks at so many at a time, says how far it is, and goes on from there', async () => {
  const oldest = await insertRejected('kept', { reasons: ['not-json'] })
  await services.query(`
    INSERT INTO rejected_messages (message_id, sent_at, rejected_at, receive_count, reasons, field_names,
                                   body_bytes, dek_id, sealed, batch_id, run_id, state)
    SELECT 'settled-' || n, now(), timestamptz '2026-11-22' + n * interval '1 s', 1, '{ip:missing}', '{}', 1,
      'dek', '', 1, 1, 'discarded'
    FROM generate_series(1, ${MAX_LOOKED_AT + 5}) n`)
  const filter = { reason: 'not-json' }
  const first = await listRejected({ ...filter, limit: 10 })
  expect(first).toMatchObject({ rows: [], searchedTo: '2026-11-22T00:00:06.000Z' })
  const second = await listRejected({ ...filter, limit: 10, cursor: first.next })
  expect(second.rows.map(({ id }) => id)).toEqual([oldest])
  expect(second).toMatchObject({ next: null, searchedTo: null })
  const back = await listRejected({ ...filter, limit: 10, cursor: second.previous })
  expect(back.rows.map(({ id }) => id)).toEqual([])
  const { total, open } = await countRejected()
  expect(total).toEqual({ count: MAX_LOOKED_AT, isExact: false })
  expect(open).toEqual({ count: 0, isExact: false })
  expect(await countOpenRejected(filter)).toBe(1)
  const grouped = await groupRejected('reason', {}, 'UTC')
  expect(grouped.counted.isExact).toBe(false)
})
