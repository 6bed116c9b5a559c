import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { listRejected } from '@/lib/db/rejected/list-rejected'
import { provideEnv } from '@/lib/env'
import { openQueue } from '@/lib/queue/open-queue'
import { recordCopy } from '@/lib/reveal/record-copy'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { openRejected } from '@/lib/reveal/rejected/open-rejected'
import { returnRejected, type SendBack } from '@/lib/reveal/rejected/return-rejected'
import { ledgerTotals, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'
import { initQuickKeys } from '@/test/support/quick-keys'
import { ADMIN, asAdmin, asOperator, justified, logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const BODY = '{"ip": "203.0.113.99", "oops": "not a login"}'
const services = useServices({ database: 'per-test' })
const sendBack: SendBack = (body, id) => openQueue().sendBack(body, id)
let id = ''
let oldMessageId = ''

beforeEach(async () => {
  provideEnv({
    VEILGATE_KEYS_DIR: `${services.dataDir()}/keys-${randomUUID()}`,
  })
  await initQuickKeys(PASSPHRASE)
  await sendAll([BODY])
  await turn()
  const [row] = await database().rejectedMessage.findMany()
  id = String(row?.id)
  oldMessageId = row?.messageId ?? ''
})

async function state() {
  const { rows } = await listRejected({ limit: 1 })
  return rows[0]
}

describe('openRejected', () => {
  it('opens a body with what a reveal asks for, and lets its copy be recorded', async () => {
    const answer = await openRejected(asAdmin, { ...justified, id })
    expect(answer).toEqual({ kind: 'opened', requestId: '1', messageId: oldMessageId, body: BODY })
    expect(await recordCopy(asAdmin, { requestId: '1' })).toEqual({ kind: 'recorded' })
    const [asked, done, copy] = await readLog()
    expect(asked).toMatchObject({ subject: `rejected message ${id}`, reason: justified.reason })
    expect(done).toMatchObject({ outcome: 'done', outcomes: ['opened'], requestId: 1n })
    expect(copy).toMatchObject({ action: 'copy', requestId: 1n })
    expect(JSON.stringify(await logLines())).not.toContain('203.0.113.99')
  })

  it('tells of a wrong passphrase, of no such message, and of a changed body', async () => {
    expect((await openRejected(asAdmin, { ...justified, id, passphrase: 'no' })).kind).toBe(
      'wrong-passphrase',
    )
    expect(await openRejected(asAdmin, { ...justified, id: '999' })).toMatchObject({
      outcome: 'unknown',
    })
    expect((await openRejected(asAdmin, { ...justified, id: "1' OR true" })).kind).toBe('invalid')
    await services.query(
      'UPDATE rejected_messages SET sealed = set_byte(sealed, 30, 255 - get_byte(sealed, 30))',
    )
    expect(await openRejected(asAdmin, { ...justified, id })).toMatchObject({ outcome: 'tampered' })
  })

  it('is refused to an operator, as returning and discarding are, and that is recorded', async () => {
    const asked = { ...justified, id }
    expect((await openRejected(asOperator, asked)).kind).toBe('refused')
    expect((await returnRejected(asOperator, asked, sendBack)).kind).toBe('refused')
    expect((await discardRejected(asOperator, asked)).kind).toBe('refused')
    expect(await logLines()).toEqual([
      'open-rejected refused',
      'return-rejected refused',
      'discard-rejected refused',
    ])
    expect((await state())?.state).toBe('kept')
  })
})

describe('returnRejected', () => {
  it('puts it back as a new message that names the old one, and the ledger adds up', async () => {
    const answer = await returnRejected(asAdmin, { ...justified, id }, sendBack)
    if (answer.kind !== 'returned') throw new Error(answer.kind)
    expect(answer.messageId).not.toBe(oldMessageId)
    expect(await state()).toMatchObject({
      state: 'returned',
      settledBy: ADMIN.email,
      returnedAs: answer.messageId,
    })
    const { Messages } = await services.queue().call('ReceiveMessage', {
      QueueUrl: services.queue().url,
      MessageAttributeNames: ['All'],
      VisibilityTimeout: 0,
    })
    const [message] = Messages as Record<string, unknown>[]
    expect(message).toMatchObject({
      MessageId: answer.messageId,
      Body: BODY,
      MessageAttributes: { returned_from: { StringValue: oldMessageId } },
    })
    await turn()
    expect(await ledgerTotals()).toMatchObject({ received: 2, rejected: 2, duplicates: 0 })
    expect(await database().rejectedMessage.count()).toBe(2)
  })

  it('does so once, however often and at whatever moment it is asked to', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => returnRejected(asAdmin, { ...justified, id }, sendBack)),
    )
    const kinds = answers.map(({ kind }) => kind).sort()
    expect(kinds).toEqual(['returned', 'settled-already', 'settled-already', 'settled-already'])
    expect(await openQueue().depth()).toMatchObject({ visible: 1 })
    expect((await discardRejected(asAdmin, { ...justified, id })).kind).toBe('not-kept')
  })

  it('keeps it where the queue refuses it, and leaves it in doubt where the queue is lost', async () => {
    const refuse: SendBack = async () => ({ ok: false, reason: 'InvalidMessageContents' })
    expect((await returnRejected(asAdmin, { ...justified, id }, refuse)).kind).toBe('not-sent')
    expect(await state()).toMatchObject({ state: 'kept', settledBy: null })
    const lose: SendBack = () => Promise.reject(new Error('socket hang up'))
    expect((await returnRejected(asAdmin, { ...justified, id }, lose)).kind).toBe('in-doubt')
    expect((await state())?.state).toBe('returning')
    const again = { ...justified, id, again: true }
    expect((await returnRejected(asAdmin, again, sendBack)).kind).toBe('settled-already')
    await services.query("UPDATE rejected_messages SET settled_at = now() - interval '2 minutes'")
    expect((await returnRejected(asAdmin, { ...again, again: false }, sendBack)).kind).toBe(
      'settled-already',
    )
    expect((await returnRejected(asAdmin, again, sendBack)).kind).toBe('returned')
  })
})

describe('a queue behind a bad line', () => {
  it.each(['gateway', 'cut'] as const)(
    'gets a message once where its answer is lost (%s)',
    async (how) => {
      const proxy = await proxyQueue()
      try {
        proxy.spoil(how)
        const answer = await returnRejected(asAdmin, { ...justified, id }, sendBack)
        expect(answer).toMatchObject({
          kind: 'in-doubt',
          problem: expect.stringMatching(/not known/),
        })
      } finally {
        proxy.close()
      }
      expect(await openQueue().depth()).toMatchObject({ visible: 1 })
      expect(await state()).toMatchObject({ state: 'returning', settledBy: ADMIN.email })
      expect((await logLines()).at(-1)).toBe('return-rejected done in-doubt')
    },
  )

  it('keeps it where the queue was never reached', async () => {
    const proxy = await proxyQueue()
    try {
      proxy.cut()
      expect((await returnRejected(asAdmin, { ...justified, id }, sendBack)).kind).toBe('not-sent')
    } finally {
      proxy.close()
    }
    expect(await state()).toMatchObject({ state: 'kept', settledBy: null })
    expect((await returnRejected(asAdmin, { ...justified, id }, sendBack)).kind).toBe('returned')
  })
})

describe('discardRejected', () => {
  it('overwrites the body, keeps the row, and says who did it and why', async () => {
    expect(await discardRejected(asAdmin, { ...justified, id })).toEqual({ kind: 'discarded' })
    expect(await state()).toMatchObject({ state: 'discarded', settledBy: ADMIN.email })
    const [row] = await database().rejectedMessage.findMany()
    expect(row?.sealed).toHaveLength(0)
    expect(await openRejected(asAdmin, { ...justified, id })).toMatchObject({
      outcome: 'discarded',
    })
    expect((await returnRejected(asAdmin, { ...justified, id }, sendBack)).kind).toBe('not-opened')
    expect((await discardRejected(asAdmin, { ...justified, id })).kind).toBe('not-kept')
    expect((await discardRejected(asAdmin, { ...justified, id, reason: 'no' })).kind).toBe(
      'invalid',
    )
    expect((await readLog())[0]).toMatchObject({ action: 'discard-rejected', outcome: 'done' })
  })
})
