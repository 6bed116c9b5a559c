import { expect, it } from 'vitest'
import { countRejected, countRejectedKept } from '@/lib/db/rejected/count-rejected'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import { REJECTED_STATES } from '@/lib/model/rejected-states'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { throughUrl } from '@/test/support/proxies/through-url'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

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

it('counts them', async () => {
  expect(await countRejected()).toBe(0)
  for (const state of REJECTED_STATES) await insertRejected(state)
  await insertRejected('kept')
  expect([await countRejected(), await countRejectedKept()]).toEqual([5, 2])
})
