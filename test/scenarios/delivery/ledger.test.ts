import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { drain } from '@/lib/ingest/drain'
import { openQueue } from '@/lib/queue/open-queue'
import type { Queue } from '@/lib/queue/queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { bodyWith, ledgerTotals, sendAll, turn, usePipeline } from '@/test/support/pipeline'
import { ROOT } from '@/test/support/sources/root'

const VISIBILITY_TIMEOUT_SECONDS = 3

/** Until what was received and not acknowledged is on the queue again. */
const reappearance = () => sleep(VISIBILITY_TIMEOUT_SECONDS * 1_000 + 100)

/** The queue as it is, but for the acknowledgements, which get lost. */
function withoutAcknowledgement(queue: Queue): Queue {
  return { ...queue, acknowledge: async () => ({ deleted: [], failure: null }) }
}

describe('the ledger of messages that come again', () => {
  usePipeline({ visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS })

  it('counts a second delivery of a stored message as a duplicate, and keeps one row', async () => {
    await sendAll([bodyWith({})])
    await turn({ queue: withoutAcknowledgement(openQueue()) })
    expect(await ledgerTotals()).toMatchObject({ received: 1, stored: 1, acknowledged: 0 })
    await reappearance()
    await turn()
    expect(await ledgerTotals()).toMatchObject({
      received: 2,
      stored: 1,
      duplicates: 1,
      rejected: 0,
      failed: 0,
      acknowledged: 1,
    })
    expect(await database().userLogin.count()).toBe(1)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0 })
  })

  it('counts a second delivery of a rejected message as a duplicate, and keeps one rejection', async () => {
    await sendAll(['not json'])
    await turn({ queue: withoutAcknowledgement(openQueue()) })
    await reappearance()
    await turn()
    expect(await ledgerTotals()).toMatchObject({
      received: 2,
      stored: 0,
      duplicates: 1,
      rejected: 1,
      failed: 0,
      acknowledged: 1,
    })
    expect(await database().rejectedMessage.count()).toBe(1)
  })

  it('counts two deliveries within one batch as one row and one duplicate', async () => {
    await sendAll([bodyWith({}), 'not json'])
    const queue = openQueue()
    const first = await queue.receive({ waitSeconds: 0 })
    expect(first).toHaveLength(2)
    await reappearance()
    // What the queue delivers twice within a batch: the earlier deliveries, then it again.
    let given = false
    const twice: Queue = {
      ...queue,
      receive: async (options) => {
        if (given) return queue.receive(options)
        given = true
        return first.map((message) => ({ ...message, receivedAtMs: performance.now() }))
      },
    }
    await turn({ queue: twice })
    expect(await ledgerTotals()).toMatchObject({
      received: 4,
      stored: 1,
      duplicates: 2,
      rejected: 1,
      failed: 0,
    })
  })
})

describe('the ledger', () => {
  usePipeline()

  it('keeps two messages with equal content as two rows with equal tokens', async () => {
    await sendAll([bodyWith({}), bodyWith({})])
    await turn()
    const rows = await database().userLogin.findMany()
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ maskedIp }) => maskedIp)).size).toBe(1)
    expect(new Set(rows.map(({ maskedDeviceId }) => maskedDeviceId)).size).toBe(1)
    expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(2)
    expect(await ledgerTotals()).toMatchObject({ received: 2, stored: 2, duplicates: 0 })
  })

  it('balances over a drain of good and bad messages, each accounted for', async () => {
    const bodies = [
      ...generateLogins({ count: 3_000, seed: 11, malformed: 0.2, sharedDevices: 0.3 }),
    ]
    await sendAll(bodies)
    const run = await drain({ startedBy: 'test' })
    expect(run).toMatchObject({
      state: 'finished',
      mode: 'drain',
      startedBy: 'test',
      problem: null,
    })
    expect(run.ledger).toMatchObject({ received: 3_000, duplicates: 0, failed: 0, balanced: true })
    expect(run.ledger.acknowledged).toBe(3_000)
    expect(await database().userLogin.count()).toBe(run.ledger.stored)
    expect(await database().rejectedMessage.count()).toBe(run.ledger.rejected)
    expect(run.ledger.rejected).toBeGreaterThan(400)
    expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0 })
  })

  it('rejects every kind of malformed sample', async () => {
    await sendAll([...generateLogins({ count: 120, seed: 2, malformed: 1 })])
    await turn()
    expect(await ledgerTotals()).toMatchObject({ received: 120, stored: 0, rejected: 120 })
  })

  it('takes the 100 real messages as 99 rows and 1 rejection', async () => {
    await sendAll(realMessages())
    const run = await drain({ startedBy: 'test' })
    expect(run.ledger).toEqual({
      received: 100,
      stored: 99,
      duplicates: 0,
      rejected: 1,
      failed: 0,
      acknowledged: 100,
      balanced: true,
    })
    expect(await database().userLogin.count()).toBe(99)
    expect(await database().userLogin.count({ where: { locale: null } })).toBeGreaterThan(20)
    const [rejected] = await database().rejectedMessage.findMany()
    expect(rejected?.fieldNames).toEqual(['(2 others)'])
    // No value occurs twice among them.
    expect(await database().vaultEntry.count()).toBe(2 * 99)
  })

  it('drains an empty queue, and says that nothing came', async () => {
    const run = await drain({ startedBy: 'test' })
    expect(run).toMatchObject({ state: 'finished', batches: 0 })
    expect(run.ledger).toMatchObject({ received: 0, balanced: true })
  })
})

/** The real ones where they lie beside the project, else as many that are like them. */
function realMessages(): string[] {
  const path = join(ROOT, '../shared/data/login-events.jsonl')
  if (existsSync(path)) return readFileSync(path, 'utf8').trimEnd().split('\n')
  const logins = Array.from({ length: 99 }, (_, i) =>
    bodyWith({
      ip: `198.51.100.${i}`,
      device_id: `593-47-${String(i).padStart(4, '0')}`,
      locale: i % 4 === 0 ? null : 'RU',
    }),
  )
  return [...logins, '{"foo": "oops_wrong_msg_type", "bar": "123"}']
}
