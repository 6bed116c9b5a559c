import { describe, expect, it } from 'vitest'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { findActionOfRow, listRecordedActions } from '@/lib/db/reveal-log/list-recorded-actions'
import { mostLookedAt } from '@/lib/db/reveal-log/recorded-action-conditions'
import { summaryOf } from '@/lib/model/reveal/recorded-action'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { revealLogEntry } from '@/test/support/factories/reveal-log'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const record = async (change: Partial<RevealLogEntry> = {}) =>
  (await recordInRevealLog(revealLogEntry(change))).id

const answerTo = (requestId: string, change: Partial<RevealLogEntry> = {}) =>
  record({ outcome: 'done', reason: undefined, ticket: undefined, requestId, ...change })

const listed = async (filter: Omit<Parameters<typeof listRecordedActions>[0], 'limit'>) =>
  (await listRecordedActions({ limit: 9, ...filter })).rows.map(({ id }) => id)

describe('the folded log', () => {
  it('has an action in one row: what asked, what came of it, and the copies made of it', async () => {
    const first = await record()
    const second = await record({ userName: 'bob@example.com' })
    const answer = await answerTo(first, { outcomes: ['revealed'] })
    const copy = await answerTo(first, { action: 'copy' })
    const { rows } = await listRecordedActions({ limit: 9 })
    expect(rows.map(({ id, rows }) => [id, ...rows.map((row) => row.id)])).toEqual([
      [copy, copy],
      [second, second],
      [first, first, answer, copy],
    ])
    const [, unanswered, revealed] = rows.map(summaryOf)
    expect(unanswered).toMatchObject({ outcome: 'asked', copies: 0 })
    expect(revealed).toMatchObject({
      ...{ outcome: 'done', outcomes: ['revealed'], ticket: 'T-1', copies: 1 },
      reason: expect.stringContaining('Fraud case'),
    })
  })

  it('loses no row: one whose request is missing, or records something else, stands for itself', async () => {
    const orphan = await answerTo('999')
    const other = await answerTo(orphan, { action: 'erase' })
    expect(await listed({})).toEqual([other, orphan])
  })

  it('finds the action of any of its rows', async () => {
    const asked = await record()
    const answer = await answerTo(asked)
    const copy = await answerTo(asked, { action: 'copy' })
    const places = await Promise.all([asked, answer, copy, '99'].map(findActionOfRow))
    expect(places.map((place) => place?.id)).toEqual([asked, asked, copy, undefined])
    const [row] = (await listRecordedActions({ limit: 1 })).rows[0]?.rows ?? []
    expect(places[2]).toEqual({ id: copy, ms: BigInt(Date.parse(row?.at ?? '')) })
  })

  it('is filtered by person, action, what came of it, ticket, reason, token and time', async () => {
    const ann = await record({ reason: 'A phone was stolen in 50%_of cases', ticket: 'SUP-4711' })
    await answerTo(ann)
    const failed = await record({ tokens: ['t'], userName: 'bob@example.com' })
    await answerTo(failed, { outcome: 'failed', userName: 'bob@example.com' })
    const copy = await answerTo(ann, { action: 'copy' })
    expect(await listed({ userName: 'bob@example.com' })).toEqual([failed])
    expect(await listed({ action: 'copy' })).toEqual([copy])
    expect(await listed({ outcome: 'done' })).toEqual([copy, ann])
    expect(await listed({ outcome: 'failed' })).toEqual([failed])
    expect(await listed({ outcome: 'asked' })).toEqual([])
    expect(await listed({ ticket: 'sup-47' })).toEqual([ann])
    expect(await listed({ text: 'PHONE was' })).toEqual([ann])
    expect(await listed({ text: '50%_of' })).toEqual([ann])
    expect(await listed({ text: '%' })).toEqual([ann])
    expect(await listed({ token: 't' })).toEqual([failed])
    expect(await listed({ until: new Date(0) })).toEqual([])
    expect(await listed({ from: new Date(0), action: 'copy' })).toEqual([copy])
  })

  it('is read page by page, both ways, without a gap', async () => {
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1) {
      const id = await record()
      await answerTo(id)
      ids.unshift(id)
    }
    const first = await listRecordedActions({ limit: 2 })
    const second = await listRecordedActions({ limit: 2, cursor: first.next })
    const last = await listRecordedActions({ limit: 2, cursor: second.next })
    const pages = [first, second, last].map(({ rows }) => rows.map(({ id }) => id))
    expect(pages.flat()).toEqual(ids)
    expect(last.next).toBeNull()
    const back = await listRecordedActions({ limit: 2, cursor: last.previous })
    expect(back.rows.map(({ id }) => id)).toEqual(pages[1])
  })

  it('is ordered by time and loses none where the clock was set back by weeks', async () => {
    for (let at = 0; at < 4; at += 1) await record()
    await services.query('SET session_replication_role = replica')
    await services.query(
      `UPDATE reveal_log SET at = timestamptz '2026-11-20Z' + (id - 1) * interval '1 hour' - (id / 3) * interval '30 days'`,
    )
    await services.query('RESET session_replication_role')
    expect(await listed({})).toEqual(['2', '1', '4', '3'])
    expect(await listed({ until: new Date('2026-11-01Z') })).toEqual(['4', '3'])
    expect(await listed({ from: new Date('2026-11-20T01:00:00Z') })).toEqual(['2'])
    const first = await listRecordedActions({ limit: 2 })
    expect((await listed({ cursor: first.next })).at(0)).toBe('4')
  })

  it('looks at so many rows for a page, says how far it came, and goes on from there', async () => {
    await record({ ticket: 'RARE-1' })
    // Past the trigger that lets the function alone append.
    await services.query('SET session_replication_role = replica')
    await services.query(`
      INSERT INTO reveal_log (id, at, action, outcome, user_id, user_name, reason, previous_hash, hash)
      SELECT n, now(), 'export', 'done', 'u', 'u', 'Some reason or other', repeat('0', 64), repeat('1', 64)
      FROM generate_series(2, ${mostLookedAt({}) + 500}) AS n`)
    await services.query('RESET session_replication_role')
    const first = await listRecordedActions({ limit: 9, ticket: 'rare' })
    expect(first.rows).toEqual([])
    expect(first.searchedTo).not.toBeNull()
    const second = await listRecordedActions({ limit: 9, ticket: 'rare', cursor: first.next })
    expect(second.rows.map(({ id }) => id)).toEqual(['1'])
    expect(second.searchedTo).toBeNull()
  })
})
