import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { GET } from '@/app/api/live/route'
import { eventReader } from '@/components/shell/live/event-reader'
import { userOf } from '@/lib/auth/current-user'
import { drain } from '@/lib/ingest/drain'
import { numberedEvent } from '@/lib/live/broadcast'
import { closeHub } from '@/lib/live/hub'
import { liveSessionOf } from '@/lib/live/live-session'
import { MIN_QUIET_MS } from '@/lib/live/quiet-time'
import { countStreams } from '@/lib/live/stream-places'
import {
  LIVE_SESSION_HEADER,
  type LiveMessage,
  type NumberedEvent,
  positionOf,
  receive,
} from '@/lib/model/live/live-message'
import { GOOD, sendAll, turn, usePipeline } from '@/test/support/pipeline'

vi.mock('@/lib/auth/current-user', () => ({ userOf: vi.fn() }))

/** Told while nothing happens once in two seconds, and else as often as may be. */
const IDLE_BYTES = 2_000
const DRAINING_BYTES = 10_000 * (MIN_QUIET_MS / 1_000)

usePipeline()
const user = { id: 'somebody', email: 'a@example.com', role: 'operator', sessionId: 's1' } as const
const leaving: AbortController[] = []
afterEach(() => {
  for (const one of leaving.splice(0)) one.abort()
  closeHub()
  vi.mocked(userOf).mockResolvedValue(user)
})
vi.mocked(userOf).mockResolvedValue(user)

const bodies = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({ ...GOOD, ip: `10.1.${at >> 8}.${at & 255}`, device_id: `device ${at}` }),
  )

/** Opens the stream as a browser does, and follows what it tells. */
async function open(headers: Record<string, string> = {}) {
  const aborter = new AbortController()
  leaving.push(aborter)
  const request = new Request('http://localhost/api/live', { headers, signal: aborter.signal })
  const response = await GET(request)
  const chunks: Uint8Array[] = []
  const messages: LiveMessage[] = []
  const read = eventReader()
  const follow = async () => {
    if (response.body === null) return
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      chunks.push(chunk)
      if (response.headers.get('content-encoding') === 'gzip') continue
      for (const data of read(Buffer.from(chunk).toString())) messages.push(JSON.parse(data))
    }
  }
  const ended = response.ok ? follow().catch(() => undefined) : Promise.resolve()
  /** The event as a browser has it after all messages, each of which must fit. */
  const event = () => {
    let known: NumberedEvent | null = null
    for (const message of messages) {
      known = receive(known, message)
      expect(known).not.toBeNull()
    }
    return known?.event
  }
  return { response, chunks, messages, ended, event, leave: () => aborter.abort() }
}

describe('the live stream', () => {
  it('is whole at first, then tells what changes', async () => {
    const tab = await open()
    await expect.poll(() => tab.messages[0]?.kind).toBe('whole')
    await sendAll(bodies(30))
    await turn()
    await expect.poll(() => tab.event()?.run?.ledger.stored).toBe(30)
    expect(tab.messages.slice(1).every(({ kind }) => kind === 'delta')).toBe(true)
  })

  it('goes on from the event that a page was rendered with', async () => {
    const rendered = await numberedEvent()
    const tab = await open({ 'last-event-id': positionOf(rendered) })
    await expect.poll(() => tab.messages.length).toBeGreaterThan(0)
    expect(tab.messages[0]).toMatchObject({ kind: 'delta', from: rendered.seq })
  })

  it('is refused to a page of another session than its cookie is of', async () => {
    const own = await open({ [LIVE_SESSION_HEADER]: liveSessionOf(user) })
    expect(own.response.status).toBe(200)
    const other = { ...user, sessionId: 's2' }
    const foreign = await open({ [LIVE_SESSION_HEADER]: liveSessionOf(other) })
    expect(foreign.response.status).toBe(401)
  })

  it('begins for nobody who asks for its headers alone: nothing would tell when they are gone', async () => {
    const request = new Request('http://localhost/api/live', { method: 'HEAD' })
    const { status, headers, body } = await GET(request)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    expect(body).toBeNull()
    expect(countStreams()).toBe(0)
  })

  it('is compressed for whoever takes that, and ends as a whole file', async () => {
    for (const [accepted, encoding] of [
      ['gzip, br', 'gzip'],
      ['br, gzip;q=0.5', 'gzip'],
      ['gzip;q=0', null],
      ['identity', null],
    ] as const) {
      const { response, leave } = await open({ 'accept-encoding': accepted })
      expect(response.headers.get('content-encoding')).toBe(encoding)
      leave()
    }
    const tab = await open({ 'accept-encoding': 'gzip' })
    await expect.poll(() => tab.chunks.length).toBeGreaterThan(1)
    closeHub()
    await tab.ended
    expect(gunzipSync(Buffer.concat(tab.chunks)).toString()).toMatch(/^event: live\ndata: {"kind"/)
  })
})

describe('what the live stream weighs', () => {
  it('is less than 1 kB a second while idle, and than 10 kB while draining', async () => {
    for (let run = 0; run < 3; run += 1) {
      await sendAll(bodies(5))
      await turn()
    }
    const plain = await open()
    const compressed = await open({ 'accept-encoding': 'gzip' })
    const count = () => plain.messages.length
    await expect.poll(count).toBeGreaterThan(3)
    const idle = weigh(plain, compressed)
    const before = count()
    await sendAll(bodies(2_000))
    await drain({ startedBy: 'test' })
    await expect.poll(() => plain.event()?.run?.state).toBe('finished')
    const draining = weigh(plain, compressed, before)
    const perSecond = {
      idle: idle.each.map((bytes) => bytes / 2),
      draining: draining.each.map((bytes) => bytes * (1_000 / MIN_QUIET_MS)),
    }
    console.info('bytes of the live stream: [plain, compressed]', { whole: idle.first, perSecond })
    expect(idle.each[0]).toBeLessThan(IDLE_BYTES)
    expect(draining.each[1]).toBeLessThan(DRAINING_BYTES)
    expect(plain.messages.filter(({ kind }) => kind === 'whole')).toHaveLength(1)
  }, 180_000)
})

type Tab = Awaited<ReturnType<typeof open>>

/** The first message, and the mean of all from one on. */
function weigh(plain: Tab, compressed: Tab, from = 1) {
  // A compressed stream begins with ten bytes of its own.
  const sizes = [plain.chunks, compressed.chunks.slice(1)].map((chunks) =>
    chunks.map(({ length }) => length),
  )
  const mean = (all: number[]) => all.reduce((sum, size) => sum + size, 0) / Math.max(1, all.length)
  return {
    first: sizes.map((all) => all[0]),
    each: sizes.map((all) => Math.round(mean(all.slice(from)))),
  }
}
