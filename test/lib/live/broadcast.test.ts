import { beforeEach, describe, expect, it, vi } from 'vitest'
import { numberedEvent, openStream } from '@/lib/live/broadcast'
import * as hub from '@/lib/live/hub'
import {
  type LiveMessage,
  type NumberedEvent,
  positionOf,
  receive,
} from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { liveEvent } from '@/test/support/live-event'
import { loginRow } from '@/test/support/login-row'
import { forgetSingletons } from '@/test/support/singletons'

vi.mock('@/lib/live/hub', () => ({ subscribe: vi.fn(), currentEvent: vi.fn() }))

type Subscriber = Parameters<typeof hub.subscribe>[0]
let subscriber: Subscriber | undefined
let tells = 0

beforeEach(() => {
  forgetSingletons()
  vi.clearAllMocks()
  subscriber = undefined
  tells = 0
  vi.mocked(hub.subscribe).mockImplementation((given) => {
    subscriber = given
    return () => {
      subscriber = undefined
    }
  })
})

/** An event of the hub; each differs from the last. */
function tell(part: Partial<LiveEvent> = {}): LiveEvent {
  tells += 1
  const event = liveEvent({ now: new Date(Date.UTC(2026, 10, 21) + tells).toISOString(), ...part })
  subscriber?.onEvent(event)
  return event
}

/** A browser, which fails where a message does not fit what it knows. */
function browser(rendered: NumberedEvent | null = null) {
  const messages: LiveMessage[] = []
  let known = rendered
  let isFull = false
  let isClosed = false
  const leave = openStream(
    {
      send: (message) => {
        if (isFull) return false
        messages.push(message)
        known = receive(known, message)
        expect(known).not.toBeNull()
        return true
      },
      onClose: () => {
        isClosed = true
      },
    },
    rendered === null ? null : positionOf(rendered),
  )
  return {
    messages,
    leave,
    event: () => known?.event,
    known: () => known,
    last: () => messages.at(-1),
    isClosed: () => isClosed,
    fill: (full: boolean) => {
      isFull = full
    },
  }
}

async function render(part: Partial<LiveEvent> = {}): Promise<NumberedEvent> {
  vi.mocked(hub.currentEvent).mockResolvedValue(liveEvent(part))
  return numberedEvent()
}

const ids = (event: LiveEvent | undefined) => event?.logins.map(({ id }) => id)

describe('the live broadcast', () => {
  it('is whole at first, and tells what changed from then on, the same to all', () => {
    const [one, other] = [browser(), browser()]
    tell({ logins: [loginRow(1)] })
    expect(one.last()?.kind).toBe('whole')
    const event = tell({ rejectedKept: 3, logins: [loginRow(2)], loginsArrived: 1 })
    expect(one.last()).toMatchObject({
      kind: 'delta',
      patch: ['o', { rejectedKept: ['=', 3], logins: ['=', [loginRow(2)]] }],
    })
    expect(one.event()).toEqual(event)
    expect(other.event()).toEqual(event)
    one.messages.forEach((message, at) => {
      expect(other.messages[at]).toBe(message)
    })
  })

  it('goes on from the event that a page was rendered with', async () => {
    const rendered = await render({ logins: [loginRow(1)] })
    const tab = browser(rendered)
    tell({ logins: [loginRow(2), loginRow(1)], rejectedKept: 2 })
    expect(tab.last()).toMatchObject({ kind: 'delta', from: rendered.seq })
    expect(tab.event()?.rejectedKept).toBe(2)
    // What it was rendered with did not arrive again.
    expect(ids(tab.event())).toEqual(['2'])
  })

  it('tells a browser that comes between two events at once, without reading anything', async () => {
    browser()
    tell({ logins: [loginRow(1)] })
    tell({ logins: [loginRow(2)], loginsArrived: 1 })
    const late = browser()
    expect(late.last()?.kind).toBe('whole')
    expect(ids(late.event())).toEqual(['2', '1'])
    expect(late.event()?.loginsArrived).toBe(0)
    // As of now, so that what it tells looks no younger than it is.
    expect(Date.parse(late.event()?.now ?? '')).toBeGreaterThan(Date.now() - 60_000)
    const event = tell()
    expect(late.last()?.kind).toBe('delta')
    expect(late.event()).toEqual(event)
    expect(vi.mocked(hub.currentEvent)).not.toHaveBeenCalled()
  })

  it('tells one that comes back, or another tab in its place, what it missed', () => {
    const first = browser()
    browser()
    tell({ logins: [loginRow(1)] })
    const known = first.known()
    first.leave()
    tell({ logins: [loginRow(2)], loginsArrived: 10 })
    tell({ logins: [loginRow(3)], loginsArrived: 20, rejectedKept: 5 })
    const next = browser(known)
    expect(next.last()?.kind).toBe('delta')
    expect(next.event()).toMatchObject({ rejectedKept: 5, loginsArrived: 30 })
    expect(ids(next.event())).toEqual(['3', '2'])
  })

  it('tells one that did not keep up everything at once, when it does', () => {
    const slow = browser()
    tell()
    slow.fill(true)
    tell({ logins: [loginRow(1)], loginsArrived: 1 })
    tell({ logins: [loginRow(2)], loginsArrived: 2, rejectedKept: 6 })
    expect(slow.messages).toHaveLength(1)
    slow.fill(false)
    tell({ logins: [loginRow(3)], loginsArrived: 4, rejectedKept: 7 })
    expect(slow.last()?.kind).toBe('delta')
    expect(slow.event()).toMatchObject({ rejectedKept: 7, loginsArrived: 7 })
    expect(ids(slow.event())).toEqual(['3', '2', '1'])
    slow.fill(true)
    for (let at = 0; at < 100; at += 1) tell()
    slow.fill(false)
    const event = tell({ rejectedKept: 8 })
    expect(slow.last()?.kind).toBe('whole')
    expect(slow.event()).toMatchObject({ ...event, logins: expect.anything() })
  })

  it.each([
    ['of another process', 'other.1'],
    ['from the future', '.99'],
    ['that is none', 'x'],
    ['that is empty', ''],
  ])('is whole for a position %s', (_, position) => {
    const messages: LiveMessage[] = []
    openStream({ send: (message) => messages.push(message) > 0, onClose: () => {} }, position)
    tell()
    expect(messages.map(({ kind }) => kind)).toEqual(['whole'])
  })

  it('sends no old event after nobody listened for a while', () => {
    const tab = browser()
    tell()
    tab.leave()
    expect(subscriber).toBeUndefined()
    const again = browser(tab.known())
    expect(again.messages).toEqual([])
    const event = tell({ rejectedKept: 9 })
    expect(again.last()?.kind).toBe('delta')
    expect(again.event()).toEqual(event)
  })

  it('ends its streams with the hub, and begins anew', () => {
    const tab = browser()
    tell()
    subscriber?.onClose()
    expect(tab.isClosed()).toBe(true)
    tell()
    expect(tab.messages).toHaveLength(1)
    const next = browser(tab.known())
    tell()
    expect(next.messages).toHaveLength(1)
  })
})
