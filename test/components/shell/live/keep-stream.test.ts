import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type KeptStream, keepStream } from '@/components/shell/live/keep-stream'
import type { StreamNews } from '@/components/shell/live/tab'
import { streamEncoder } from '@/lib/live/frames'
import { LIVE_SESSION_HEADER, type LiveMessage } from '@/lib/model/live/live-message'
import { liveEvent } from '@/test/support/live-event'

type Seen = { session: unknown; after: unknown; isOpen: boolean }

const message: LiveMessage = { kind: 'whole', epoch: 'a', seq: 1, event: liveEvent() }
const frame = `event: live\ndata: ${JSON.stringify(message)}\n\n`
let answer: (response: ServerResponse) => void
let requests: Seen[] = []
let news: StreamNews[] = []
let kept: KeptStream | undefined
let position: string | null = null

const server = createServer((request, response) => {
  const { [LIVE_SESSION_HEADER]: session, 'last-event-id': after } = request.headers
  const seen = { session, after, isOpen: true }
  requests.push(seen)
  response.on('close', () => {
    seen.isOpen = false
  })
  answer(response)
})
const realFetch = globalThis.fetch

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  )
})
beforeEach(() => {
  requests = []
  news = []
  position = null
  // No pause is waited for: each is asked to be cut short.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  kept?.close()
  vi.restoreAllMocks()
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

function keep() {
  kept = keepStream({
    session: 'mine',
    position: () => position,
    onNews: (one) => void news.push(one),
  })
  return kept
}

const stream = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(frame)
}

it('brings what the stream tells, and names the session and what is known', async () => {
  answer = stream
  position = 'a.7'
  keep()
  await expect.poll(() => news).toEqual([{ kind: 'message', message }])
  expect(requests).toEqual([{ session: 'mine', after: 'a.7', isOpen: true }])
})

it('brings each message of a compressed stream as it comes', async () => {
  const encoder = streamEncoder('gzip')
  let write = (_: Uint8Array) => {}
  answer = (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.write(encoder.head())
    write = (bytes) => void response.write(bytes)
    write(encoder.frame(message))
  }
  keep()
  await expect.poll(() => news.length).toBe(1)
  write(encoder.frame(message))
  await expect
    .poll(() => news)
    .toEqual([
      { kind: 'message', message },
      { kind: 'message', message },
    ])
})

it('tries again where the stream ends, from what is known then', async () => {
  answer = (response) => {
    stream(response)
    response.end()
  }
  keep()
  position = 'a.1'
  await expect.poll(() => requests.length).toBeGreaterThan(1)
  expect(news.slice(0, 2).map(({ kind }) => kind)).toEqual(['message', 'lost'])
  expect(requests[1]?.after).toBe('a.1')
})

it.each<[number, string | null]>([
  [429, 'Too many live views are open.'],
  [503, 'The database could not be asked.'],
  [500, null],
])('says why it is refused with %d, in the words of the console alone', async (status, refusal) => {
  answer = (response) => response.writeHead(status).end(refusal ?? '<html>')
  keep()
  await expect.poll(() => news[0]).toEqual({ kind: 'lost', refusal })
})

it('says that nobody is signed in, and asks again only when it is told to', async () => {
  answer = (response) => response.writeHead(401).end('You are not signed in.')
  keep()
  await expect.poll(() => news).toEqual([{ kind: 'signed-out' }])
  expect(requests).toHaveLength(1)
  kept?.hurry()
  await expect.poll(() => requests.length).toBe(2)
})

it('says that it is lost where nobody answers, and hurries when it is told to', async () => {
  answer = (response) => response.destroy()
  const { hurry } = keep()
  await expect.poll(() => news).toEqual([{ kind: 'lost', refusal: null }])
  answer = stream
  hurry()
  await expect.poll(() => news.at(-1)?.kind).toBe('message')
})

it('has one connection at a time, and none once it is closed', async () => {
  answer = stream
  const { reopen, hurry, close } = keep()
  await expect.poll(() => news.length).toBe(1)
  reopen()
  await expect.poll(() => news.length).toBe(2)
  hurry()
  await expect.poll(() => requests.map(({ isOpen }) => isOpen)).toEqual([false, true])
  close()
  await expect.poll(() => requests.map(({ isOpen }) => isOpen)).toEqual([false, false])
  expect(news.every(({ kind }) => kind === 'message')).toBe(true)
})
