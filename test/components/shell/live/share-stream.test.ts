import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { shareStream } from '@/components/shell/live/share-stream'
import type { LiveState } from '@/components/shell/live/tab'
import type { LiveMessage } from '@/lib/model/live/live-message'
import { fakeLocks } from '@/test/support/browser/fake-locks'
import { liveEvent } from '@/test/support/live-event'

type Open = { after: unknown; session: unknown; response: ServerResponse }

let open: Open[] = []
let isSignedIn = true
let seq = 0
const reload = vi.fn()
const ends: (() => void)[] = []
const realFetch = globalThis.fetch

const server = createServer((request, response) => {
  const { 'last-event-id': after, 'veilgate-live-session': session } = request.headers
  if (!isSignedIn) return response.writeHead(401).end()
  const one = { after, session, response }
  open.push(one)
  response.on('close', () => {
    open = open.filter((other) => other !== one)
  })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  tell(whole(), one)
})

function whole(): LiveMessage {
  return { kind: 'whole', epoch: 'a', seq, event: liveEvent({ rejectedKept: seq }) }
}

function tell(message: LiveMessage, { response }: Open) {
  response.write(`event: live\ndata: ${JSON.stringify(message)}\n\n`)
}

/** The server tells a change to all streams. */
function change() {
  seq += 1
  const patch = ['o', { rejectedKept: ['=', seq] }] as const
  for (const one of open) tell({ kind: 'delta', epoch: 'a', from: seq - 1, seq, patch }, one)
}

/** A tab of a browser; all of a test are looked at, put away and so on together. */
function openTab(session = 'mine') {
  let live: LiveState | undefined
  const end = shareStream({
    session,
    initial: null,
    onChange: (next) => {
      live = next
    },
  })
  ends.push(end)
  return { end, live: () => live }
}

const shows = (tabs: ReturnType<typeof openTab>[]) =>
  tabs.map((tab) => [tab.live()?.connection, tab.live()?.event?.rejectedKept])

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  )
  vi.stubGlobal('location', { reload })
})
beforeEach(() => {
  seq = 1
  isSignedIn = true
  reload.mockClear()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('navigator', { locks: fakeLocks() })
})
afterEach(() => {
  for (const end of ends.splice(0)) end()
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

describe('tabs of a session', () => {
  it('share one stream, and another goes on with it when the tab that has it is closed', async () => {
    const tabs = [openTab(), openTab(), openTab()] as const
    await expect.poll(() => shows([...tabs])).toEqual(tabs.map(() => ['live', 1]))
    expect(open.map(({ session }) => session)).toEqual(['mine'])
    change()
    await expect.poll(() => shows([...tabs])).toEqual(tabs.map(() => ['live', 2]))
    tabs[0].end()
    await expect.poll(() => open.map(({ after }) => after)).toEqual(['a.2'])
    change()
    await expect
      .poll(() => shows(tabs.slice(1)))
      .toEqual([
        ['live', 3],
        ['live', 3],
      ])
  })

  it('hear nothing of another session', async () => {
    const [mine, other] = [openTab(), openTab('other')]
    await expect.poll(() => open.map(({ session }) => session).sort()).toEqual(['mine', 'other'])
    await expect
      .poll(() => shows([mine, other]))
      .toEqual([
        ['live', 1],
        ['live', 1],
      ])
    // Only the other's stream tells this.
    const [stream] = open.filter(({ session }) => session === 'other') as [Open]
    const patch = ['o', { rejectedKept: ['=', 99] }] as const
    tell({ kind: 'delta', epoch: 'a', from: 1, seq: 2, patch }, stream)
    await expect
      .poll(() => shows([mine, other]))
      .toEqual([
        ['live', 1],
        ['live', 99],
      ])
  })

  it('are all led to sign in when one of them signed out', async () => {
    const tabs = [openTab(), openTab(), openTab()] as const
    await expect.poll(() => shows([...tabs])).toEqual(tabs.map(() => ['live', 1]))
    isSignedIn = false
    tabs[2].end()
    await expect.poll(() => reload.mock.calls.length).toBe(2)
  })

  it('give their stream up when another takes the lock from them', async () => {
    const tab = openTab()
    await expect.poll(() => shows([tab])).toEqual([['live', 1]])
    const hold = new Promise(() => undefined)
    navigator.locks.request('veilgate live mine', { steal: true }, () => hold).catch(() => {})
    await expect.poll(() => open).toEqual([])
  })

  it('have no stream while they are put away, and one when they are taken out', async () => {
    const tabs = [openTab(), openTab()]
    await expect.poll(() => shows(tabs)).toEqual(tabs.map(() => ['live', 1]))
    window.dispatchEvent(new Event('pagehide'))
    await expect.poll(() => open).toEqual([])
    change()
    window.dispatchEvent(new Event('pageshow'))
    await expect.poll(() => shows(tabs)).toEqual(tabs.map(() => ['live', 2]))
    expect(open).toHaveLength(1)
  })

  it('have a stream each where the browser has no locks', async () => {
    vi.stubGlobal('navigator', {})
    const tabs = [openTab(), openTab()]
    await expect.poll(() => shows(tabs)).toEqual(tabs.map(() => ['live', 1]))
    expect(open).toHaveLength(2)
  })

  it('are not kept from their stream by a browser that refuses to lock', async () => {
    const request = () => Promise.reject(new DOMException('No', 'SecurityError'))
    vi.stubGlobal('navigator', { locks: { request } })
    const tab = openTab()
    await expect.poll(() => shows([tab])).toEqual([['live', 1]])
  })
})
