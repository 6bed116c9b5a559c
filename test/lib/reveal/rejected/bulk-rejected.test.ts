import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { provideEnv } from '@/lib/env'
import { openQueue } from '@/lib/queue/open-queue'
import { bulkSubject, rejectedFilterInput } from '@/lib/reveal/rejected/bulk-input'
import { findBulk } from '@/lib/reveal/rejected/bulk-progress'
import { discardManyRejected } from '@/lib/reveal/rejected/discard-many-rejected'
import { previewBulk } from '@/lib/reveal/rejected/preview-bulk'
import { returnManyRejected } from '@/lib/reveal/rejected/return-many-rejected'
import type { SendBack } from '@/lib/reveal/rejected/return-rejected'
import { settleInTurn } from '@/lib/reveal/rejected/settle-in-turn'
import { ledgerTotals, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { ADMIN, asAdmin, asOperator, justified, logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const BODY = '{"ip": "203.0.113.99", "oops": "not a login"}'
const services = useServices({ database: 'per-test' })
const sendBack: SendBack = (body, id) => openQueue().sendBack(body, id)
const BROKEN = { reason: 'not-json' }

beforeEach(async () => {
  provideEnv({
    VEILGATE_KEYS_DIR: `${services.dataDir()}/keys-${randomUUID()}`,
    VEILGATE_REVEAL_VALUES_PER_HOUR: '100',
  })
  await initQuickKeys(PASSPHRASE)
  // Twelve of one kind, more than are claimed at once, and one of another.
  await sendAll([...Array.from({ length: 12 }, (_, n) => `broken ${n}`), BODY])
  await turn()
})

/** What a page sends that has previewed a filter. */
async function previewed(action: 'return' | 'discard', filter: object = BROKEN) {
  const { take, throughId } = await previewBulk(asAdmin, action, filter)
  return { ...justified, bulk: randomUUID(), filter, throughId, count: take }
}

async function states(): Promise<Record<string, number>> {
  const rows = await services.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM rejected_messages GROUP BY 1',
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

describe('previewBulk', () => {
  it('counts what would be taken and why, within what an admin may still ask for', async () => {
    expect(await previewBulk(asAdmin, 'return', BROKEN)).toMatchObject({
      open: 12,
      take: 12,
      reasons: [{ reason: 'not-json', messages: 12 }],
      allowance: 100,
    })
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '5' })
    expect(await previewBulk(asAdmin, 'return', {})).toMatchObject({
      open: 13,
      take: 5,
      allowance: 5,
    })
    expect(await previewBulk(asAdmin, 'discard', {})).toMatchObject({ take: 13, allowance: null })
    expect(await states()).toEqual({ kept: 13 })
  })
})

describe('returnManyRejected', () => {
  it('returns all that fit, once, as one entry of the log that each message names', async () => {
    const asked = await previewed('return')
    const answer = await returnManyRejected(asAdmin, asked, sendBack)
    expect(answer).toMatchObject({
      kind: 'settled',
      requestId: '1',
      asked: 12,
      done: 12,
      others: [],
      stopped: null,
    })
    expect(await states()).toEqual({ kept: 1, returned: 12 })
    expect(await logLines()).toEqual(['return-rejected asked', 'return-rejected done 12 returned'])
    const [row] = await readLog()
    expect(row?.subject).toMatch(/^12 rejected messages of reason not-json, up to number \d+$/)
    const { rows } = await listRejected({ requestId: '1', limit: 50 })
    expect(rows).toHaveLength(12)
    expect(rows[0]).toMatchObject({ state: 'returned', settledBy: ADMIN.email, requestId: '1' })
    expect(new Set(rows.map(({ returnedAs }) => returnedAs)).size).toBe(12)
    // Asked again, as by a page that got no answer, it finds nothing that is open.
    const again = await returnManyRejected(asAdmin, { ...asked, bulk: randomUUID() }, sendBack)
    expect(again).toMatchObject({ done: 0 })
    await turn()
    expect(await ledgerTotals()).toMatchObject({ received: 25, rejected: 25, duplicates: 0 })
  })

  it('takes no more than was previewed, and nothing that came later', async () => {
    const asked = await previewed('return')
    await sendAll(['broken and late'])
    await turn()
    const few = { ...asked, count: 11 }
    expect(await returnManyRejected(asAdmin, few, sendBack)).toMatchObject({ done: 11 })
    const rest = { ...asked, bulk: randomUUID() }
    expect(await returnManyRejected(asAdmin, rest, sendBack)).toMatchObject({ done: 1 })
    expect(await states()).toEqual({ kept: 2, returned: 12 })
  })

  it('ends where the queue refuses, keeping the messages, and goes on when asked again', async () => {
    let sent = 0
    const failing: SendBack = async (body, id) => {
      sent += 1
      return sent > 10 ? { ok: false, reason: 'ECONNREFUSED' } : sendBack(body, id)
    }
    const asked = await previewed('return')
    const answer = await returnManyRejected(asAdmin, asked, failing)
    expect(answer).toMatchObject({
      done: 10,
      others: [{ outcome: 'not-sent', messages: 2 }],
      stopped: 'queue',
      problem: 'The queue did not take them (ECONNREFUSED).',
    })
    expect(await states()).toEqual({ kept: 3, returned: 10 })
    expect((await logLines()).at(-1)).toBe(
      'return-rejected done 10 returned 2 not-sent stopped: queue',
    )
    const rest = await previewed('return')
    expect(await returnManyRejected(asAdmin, rest, sendBack)).toMatchObject({ done: 2 })
  })

  it('leaves in doubt what the queue may have taken, and does not take that again', async () => {
    const lose: SendBack = (_, id) => Promise.reject(new Error(`socket hang up ${id}`))
    const asked = await previewed('return')
    const answer = await returnManyRejected(asAdmin, asked, lose)
    expect(answer).toMatchObject({
      done: 0,
      others: [{ outcome: 'in-doubt', messages: 10 }],
      stopped: 'queue',
    })
    expect(await states()).toEqual({ kept: 3, returning: 10 })
    await services.query("UPDATE rejected_messages SET settled_at = now() - interval '1 hour'")
    const rest = await previewed('return')
    expect(await returnManyRejected(asAdmin, rest, sendBack)).toMatchObject({ done: 2 })
    expect(await states()).toEqual({ kept: 1, returning: 10, returned: 2 })
  })

  it('tells what was not opened, and returns the others', async () => {
    await services.query(`
      UPDATE rejected_messages SET sealed = set_byte(sealed, 30, 255 - get_byte(sealed, 30))
      WHERE id = (SELECT min(id) FROM rejected_messages WHERE reasons = '{not-json}')`)
    expect(await returnManyRejected(asAdmin, await previewed('return'), sendBack)).toMatchObject({
      done: 11,
      others: [{ outcome: 'tampered', messages: 1 }],
      stopped: null,
    })
  })

  it('stops between a few messages and the next, for whoever asked for it alone', async () => {
    const asked = await previewed('return')
    const stopping: SendBack = (body, id) => {
      expect(findBulk(asked.bulk, 'somebody else')).toBeNull()
      const progress = findBulk(asked.bulk, ADMIN.id)
      expect(progress).toMatchObject({ tried: 0, total: 12 })
      if (progress !== null) progress.isStopAsked = true
      return sendBack(body, id)
    }
    const first = returnManyRejected(asAdmin, asked, stopping)
    const second = returnManyRejected(asAdmin, { ...asked, bulk: randomUUID() }, sendBack)
    expect((await second).kind).toBe('under-way')
    expect(await first).toMatchObject({ done: 10, others: [], stopped: 'asked' })
    expect(findBulk(asked.bulk, ADMIN.id)).toBeNull()
    expect(await states()).toEqual({ kept: 3, returned: 10 })
  })

  it('counts each body as a revealed value, and does nothing beyond the limit', async () => {
    const asked = await previewed('return')
    provideEnv({ VEILGATE_REVEAL_VALUES_PER_HOUR: '11' })
    expect((await returnManyRejected(asAdmin, asked, sendBack)).kind).toBe('over-limit')
    const wrong = { ...asked, count: 11, passphrase: 'no' }
    expect((await returnManyRejected(asAdmin, wrong, sendBack)).kind).toBe('wrong-passphrase')
    expect(await states()).toEqual({ kept: 13 })
    expect(await returnManyRejected(asAdmin, { ...asked, count: 11 }, sendBack)).toMatchObject({
      done: 11,
    })
  })
})

describe('bulkSubject', () => {
  it('fits the log, whatever is asked for', () => {
    const filter = rejectedFilterInput.parse({
      runId: 0x7fffffff,
      reason: 'app_version:blank-or-too-long',
      field: 'device_type',
      state: 'returning',
      requestId: '9'.repeat(18),
      fromMs: 8_640_000_000_000_000 - 1,
      toMs: 8_640_000_000_000_000,
    })
    const request = { bulk: '', filter, throughId: '9'.repeat(18), count: 10_000 }
    expect(bulkSubject(request).length).toBeLessThanOrEqual(256)
  })
})

describe('settleInTurn', () => {
  it('ends when time is up, or where something fails, with what was done by then', async () => {
    const request = await previewed('discard')
    const progress = { userId: ADMIN.id, total: 12, tried: 0, isStopAsked: false }
    const options = { request, progress, done: 'discarded' as const, atOnce: 5 }
    const none = await settleInTurn({ ...options, timeoutMs: -1 }, () =>
      Promise.reject(new Error()),
    )
    expect(none).toEqual({ asked: 12, done: 0, others: [], stopped: 'time', problem: null })
    const some = await settleInTurn(options, async (ids) => {
      if (progress.tried > 0) throw new Error('of 203.0.113.99')
      return { outcomes: { discarded: ids.length } }
    })
    expect(some).toMatchObject({ done: 5, stopped: 'failed' })
    expect(some.problem).not.toContain('203.0.113.99')
  })
})

describe('discardManyRejected', () => {
  it('overwrites all bodies that fit, as one entry of the log that each message names', async () => {
    const answer = await discardManyRejected(asAdmin, await previewed('discard'))
    expect(answer).toMatchObject({ kind: 'settled', asked: 12, done: 12, others: [] })
    expect(await states()).toEqual({ kept: 1, discarded: 12 })
    expect(await logLines()).toEqual([
      'discard-rejected asked',
      'discard-rejected done 12 discarded',
    ])
    const discarded = await database().rejectedMessage.findMany({ where: { state: 'discarded' } })
    expect(
      discarded.every(({ sealed, requestId }) => sealed.length === 0 && requestId === 1n),
    ).toBe(true)
  })

  it('asks for a passphrase where one signed in a while ago', async () => {
    const old = { user: { ...ADMIN, signedInAt: new Date(0) } }
    const asked = await previewed('discard')
    expect((await discardManyRejected(old, { ...asked, passphrase: '' })).kind).toBe(
      'not-confirmed',
    )
    expect(await discardManyRejected(old, asked)).toMatchObject({
      kind: 'settled',
      requestId: '1',
      done: 12,
    })
    expect(await logLines()).toEqual([
      'discard-rejected asked',
      'discard-rejected done 12 discarded',
    ])
  })
})

describe('whoever may not, and whatever is no filter', () => {
  it('is refused, and nothing is done', async () => {
    const asked = await previewed('return')
    expect((await returnManyRejected(asOperator, asked, sendBack)).kind).toBe('refused')
    expect((await discardManyRejected(asOperator, asked)).kind).toBe('refused')
    for (const wrong of [
      { filter: { reason: '203.0.113.99' } },
      { filter: { reason: `${'a'.repeat(40)}:missing` } },
      { filter: { field: '593-canary' } },
      { filter: { state: 'gone' } },
      { count: 0 },
      { count: 1_001 },
      { throughId: '0' },
      { bulk: 'none' },
      { reason: 'short' },
    ]) {
      const given = { ...asked, ...wrong } as typeof asked
      expect((await returnManyRejected(asAdmin, given, sendBack)).kind).toBe('invalid')
    }
    expect(await states()).toEqual({ kept: 13 })
    expect(await logLines()).toEqual(['return-rejected refused', 'discard-rejected refused'])
  })
})
