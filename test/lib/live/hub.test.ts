import { afterEach, describe, expect, it, vi } from 'vitest'
import { database } from '@/lib/db/client'
import * as newestLogins from '@/lib/db/logins/list-newest-logins'
import { drain } from '@/lib/ingest/drain'
import { closeHub, subscribe } from '@/lib/live/hub'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { eventually, GOOD, sendAll, turn, usePipeline } from '@/test/support/pipeline'
import { useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { proxyQueue } from '@/test/support/proxies/queue-proxy'
import { admin } from '@/test/support/services'

vi.mock('@/lib/db/logins/list-newest-logins', { spy: true })

const services = usePipeline()
afterEach(closeHub)

/** Collects the events of one subscriber, as one browser tab gets them. */
function open() {
  const events: LiveEvent[] = []
  let closed = false
  const unsubscribe = subscribe({
    onEvent: (event) => void events.push(event),
    onClose: () => {
      closed = true
    },
  })
  const seen = (holds: (event: LiveEvent) => boolean) => eventually(async () => events.some(holds))
  return { events, seen, unsubscribe, isClosed: () => closed }
}

/** How often the newest logins were read. */
function countReads(): () => number {
  const spy = vi.spyOn(newestLogins, 'listNewestLogins')
  return () => spy.mock.calls.length
}

const arrivedIn = (events: readonly LiveEvent[]) =>
  events.reduce((sum, event) => sum + event.loginsArrived, 0)
const bodies = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({ ...GOOD, ip: `10.1.${at >> 8}.${at & 255}` }),
  )

describe('the live view', () => {
  it('is whole with its first event, before anything happened', async () => {
    const tab = open()
    await tab.seen(({ queue, database }) => queue.depth !== null && database.reachable)
    const first = tab.events.find(({ database }) => database.reachable)
    expect(first).toMatchObject({ ledgerId: '0', run: null, recentRuns: [], logins: [] })
    expect(first?.rate).toHaveLength(120)
  })

  it('reads the whole once for all tabs that open together', async () => {
    const reads = countReads()
    const tabs = Array.from({ length: 200 }, open)
    await Promise.all(tabs.map((tab) => tab.seen(() => true)))
    expect(reads()).toBeLessThanOrEqual(5)
    for (const { unsubscribe } of tabs) unsubscribe()
  })

  it('shows a run of any process to every tab, with masked logins only', async () => {
    const tabs = [open(), open()]
    await Promise.all(tabs.map((tab) => tab.seen(() => true)))
    await sendAll(bodies(1_000))
    const run = await drain({ startedBy: 'test' })
    for (const tab of tabs) {
      await tab.seen((event) => event.run?.state === 'finished')
      const last = tab.events.findLast((event) => event.run?.id === run.id)
      expect(last?.run?.ledger).toEqual(run.ledger)
      const arrived = arrivedIn(tab.events)
      expect(arrived).toBe(1_000)
      for (const { run: shown, recentRuns } of tab.events) {
        if (shown !== null) expect(recentRuns.find(({ id }) => id === shown.id)).toEqual(shown)
      }
      expect(tab.events.findLast(({ run: shown }) => shown?.state === 'finished')).toMatchObject({
        currentRate: { kind: 'idle' },
        timeToEmpty: { kind: 'none' },
      })
      expect(tab.events.some((event) => event.logins.length > 0)).toBe(true)
      const text = JSON.stringify(tab.events)
      expect(text).toContain('"maskedIp":"ip1_')
      expect(text).not.toContain('10.1.')
      expect(text).not.toContain(GOOD.device_id)
    }
  })

  it('tells a tab that comes in mid-run everything it missed', async () => {
    await sendAll(bodies(20))
    await turn()
    const late = open()
    await late.seen(() => true)
    expect(late.events[0]?.run?.ledger).toMatchObject({ received: 20, stored: 20 })
    expect(late.events[0]?.logins).toHaveLength(20)
  })

  it('listens again after its connection was cut, and is right again', async () => {
    const tab = open()
    await tab.seen(() => true)
    const name = new URL(services.databaseUrl()).pathname.slice(1)
    await admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = '${name}' AND query LIKE 'LISTEN%'`,
    )
    await sendAll(bodies(10))
    await turn()
    await tab.seen((event) => event.run?.ledger.stored === 10)
    await eventually(async () => {
      const listeners = await services.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = '${name}' AND query = 'LISTEN "veilgate_ledger"'`,
      )
      return listeners.length === 1
    })
    await sendAll(bodies(5))
    await turn()
    // What came while nobody listened may be told only now, together with these.
    await tab.seen((event) => event.run?.ledger.stored === 5)
    await eventually(async () => arrivedIn(tab.events) === 15)
  })

  it('goes on telling while the database hangs: the last figures, with their age and the cause', async () => {
    const faulty = await useFaultyDatabase()
    try {
      await sendAll(bodies(3))
      await turn()
      const tab = open()
      await tab.seen((event) => event.database.reachable && event.run?.ledger.stored === 3)
      faulty.hang()
      await tab.seen(({ database }) => !database.reachable)
      const first = tab.events.findLast(({ database }) => !database.reachable)
      expect(first?.database).toMatchObject({ latencyMs: null, failure: 'No answer within 3 s' })
      expect(first?.run?.ledger.stored).toBe(3)
      expect(first?.currentRate).toEqual({ kind: 'unknown' })
      const count = tab.events.length
      await eventually(async () => tab.events.length > count + 2)
      const last = tab.events.at(-1)
      expect(last?.database.readAt).toBe(first?.database.readAt)
      expect(Date.parse(last?.now ?? '')).toBeGreaterThan(Date.parse(first?.now ?? ''))
      expect(last?.queue.failure).toBeNull()
      expect(last?.queue.reachedAt).not.toBe(first?.queue.reachedAt)
      faulty.goOn()
      await eventually(async () => tab.events.at(-1)?.database.reachable === true)
    } finally {
      faulty.goOn()
      await faulty.close()
    }
  })

  it('goes on telling while the queue hangs: its last depth, and that it does not answer', async () => {
    const faulty = await proxyQueue()
    try {
      await sendAll(bodies(3))
      const tab = open()
      await tab.seen(({ queue }) => queue.depth?.visible === 3)
      faulty.spoil('hang', { times: Number.POSITIVE_INFINITY })
      await tab.seen(({ queue }) => queue.failure === 'No answer within 3 s')
      const { queue, database } = tab.events.at(-1) as LiveEvent
      expect(queue.depth?.visible).toBe(3)
      expect(database.reachable).toBe(true)
      const count = tab.events.length
      await eventually(async () => tab.events.length > count + 2)
      expect(tab.events.at(-1)?.queue.reachedAt).toBe(queue.reachedAt)
      expect(tab.events.at(-1)?.database.readAt).not.toBe(database.readAt)
    } finally {
      faulty.close()
    }
  })

  it('shows a run whose process died as interrupted, without anybody touching it', async () => {
    await sendAll(bodies(1))
    await turn()
    await database().ingestRun.updateMany({
      data: { heartbeatAt: new Date(Date.now() - 60_000) },
    })
    const tab = open()
    await tab.seen((event) => event.run?.state === 'interrupted')
  })

  it('closes its subscribers when the process shuts down', async () => {
    const tab = open()
    await tab.seen(() => true)
    closeHub()
    expect(tab.isClosed()).toBe(true)
  })
})
