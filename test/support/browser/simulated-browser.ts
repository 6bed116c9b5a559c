import { beginTab, stepTab } from '@/components/shell/live/leadership'
import type { Tab, TabEffect, TabInput, TabWord } from '@/components/shell/live/tab'
import type { LiveMessage, NumberedEvent } from '@/lib/model/live/live-message'
import { diffEvents } from '@/lib/model/live/live-message'
import { liveEvent } from '@/test/support/live-event'

/** One tab of a simulated browser, and what it did. */
export type SimulatedTab = {
  tab: Tab
  hasStream: boolean
  reloads: number
  /** Its script does not run, though it is not gone. */
  hangs: boolean
}

/**
 * Tabs of one session with a lock, a channel and a server, all of which act at once and in order. The
 * clock is moved by hand.
 */
export class SimulatedBrowser {
  readonly tabs: SimulatedTab[] = []
  nowMs = Date.UTC(2026, 10, 21)
  server: 'well' | 'away' | 'signed-out' = 'well'
  /** Whole events that the server sent. */
  wholes = 0
  #events: NumberedEvent[] = []
  #holder: SimulatedTab | undefined
  #line: SimulatedTab[] = []
  #todo: (() => void)[] = []

  constructor() {
    this.#next()
  }

  /** Opens a tab whose page was rendered with the newest event. */
  open({ isHidden = false, isRendered = true } = {}): SimulatedTab {
    const known = isRendered ? this.newest() : null
    const { tab, effects } = beginTab({
      id: String(this.tabs.length),
      known,
      isHidden,
      nowMs: this.nowMs,
    })
    const one = { tab, hasStream: false, reloads: 0, hangs: false }
    this.tabs.push(one)
    for (const effect of effects) this.#act(one, effect)
    this.#settle()
    return one
  }

  give(one: SimulatedTab, input: TabInput) {
    this.#take(one, input)
    this.#settle()
  }

  /** The tab is closed or crashes: it does nothing more, and the browser hands on what it held. */
  kill(one: SimulatedTab) {
    this.tabs.splice(this.tabs.indexOf(one), 1)
    this.#release(one)
    this.#settle()
  }

  /** Time passes, a second at a time; the server tells something every two. */
  pass(seconds: number) {
    for (let second = 0; second < seconds; second += 1) {
      this.nowMs += 1_000
      if (this.nowMs % 2_000 === 0) this.tell()
      for (const one of [...this.tabs]) {
        if (one.tab.role !== 'resting') this.#take(one, { kind: 'clock' })
      }
      this.#settle()
    }
  }

  sleep(seconds: number) {
    this.nowMs += seconds * 1_000
  }

  tell() {
    const before = this.newest()
    const event = this.#next()
    if (this.streams().length === 0) return
    const patch = diffEvents(before.event, event.event)
    for (const one of this.streams()) {
      if (this.server !== 'well') this.#fail(one)
      else this.#send(one, { kind: 'delta', epoch: 'a', from: before.seq, seq: event.seq, patch })
    }
    this.#settle()
  }

  newest(): NumberedEvent {
    return this.#events.at(-1) as NumberedEvent
  }

  streams(): SimulatedTab[] {
    return this.tabs.filter(({ hasStream }) => hasStream)
  }

  leaders(): SimulatedTab[] {
    return this.tabs.filter(({ tab }) => tab.role === 'leading')
  }

  #next(): NumberedEvent {
    const seq = this.#events.length
    const now = new Date(this.nowMs).toISOString()
    const next = { epoch: 'a', seq, event: liveEvent({ now, rejectedKept: seq, loginsArrived: 1 }) }
    this.#events.push(next)
    return next
  }

  #take(one: SimulatedTab, input: TabInput) {
    if (one.hangs || !this.tabs.includes(one)) return
    const { tab, effects } = stepTab(one.tab, input, this.nowMs)
    one.tab = tab
    for (const effect of effects) this.#act(one, effect)
  }

  #act(one: SimulatedTab, effect: TabEffect) {
    switch (effect.kind) {
      case 'request-lock':
        this.#release(one)
        this.#line.push(one)
        this.#hand()
        break
      case 'steal-lock': {
        this.#release(one)
        const robbed = this.#holder
        this.#holder = one
        if (robbed) this.#todo.push(() => this.#take(robbed, { kind: 'lock-stolen' }))
        this.#todo.push(() => this.#take(one, { kind: 'lock-granted' }))
        break
      }
      case 'release-lock':
        this.#release(one)
        break
      case 'open-stream':
      case 'reopen-stream':
        this.#connect(one)
        break
      case 'hurry-stream':
        if (!one.hasStream) this.#connect(one)
        break
      case 'close-stream':
        one.hasStream = false
        break
      case 'post':
        this.#post(one, effect.word)
        break
      case 'reload':
        one.reloads += 1
    }
  }

  /** Each gets a copy, as over a channel. */
  #post(from: SimulatedTab, word: TabWord) {
    for (const other of this.tabs.filter((one) => one !== from)) {
      this.#todo.push(() => this.#take(other, { kind: 'tab', word: structuredClone(word) }))
    }
  }

  #connect(one: SimulatedTab) {
    one.hasStream = true
    if (this.server !== 'well') return this.#fail(one)
    const { epoch, seq, event } = this.newest()
    const known = one.tab.known
    const base = this.#events.slice(-20).find((each) => each.seq === known?.seq)
    if (base === undefined || known?.epoch !== epoch) {
      this.wholes += 1
      return this.#send(one, { kind: 'whole', epoch, seq, event })
    }
    const patch = diffEvents(base.event, event)
    this.#send(one, { kind: 'delta', epoch, from: base.seq, seq, patch })
  }

  #send(one: SimulatedTab, message: LiveMessage) {
    const news = { kind: 'message', message: structuredClone(message) } as const
    this.#todo.push(() => this.#take(one, { kind: 'stream', news }))
  }

  #fail(one: SimulatedTab) {
    one.hasStream = false
    const news =
      this.server === 'signed-out'
        ? ({ kind: 'signed-out' } as const)
        : ({ kind: 'lost', refusal: null } as const)
    this.#todo.push(() => this.#take(one, { kind: 'stream', news }))
  }

  #release(one: SimulatedTab) {
    this.#line = this.#line.filter((other) => other !== one)
    if (this.#holder !== one) return
    this.#holder = undefined
    this.#hand()
  }

  #hand() {
    if (this.#holder !== undefined) return
    this.#holder = this.#line.shift()
    const holder = this.#holder
    if (holder) this.#todo.push(() => this.#take(holder, { kind: 'lock-granted' }))
  }

  #settle() {
    for (let act = this.#todo.shift(); act !== undefined; act = this.#todo.shift()) act()
  }
}
