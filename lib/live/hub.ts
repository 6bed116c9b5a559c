import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { findLoginsByKey } from '@/lib/db/logins/find-logins-by-key'
import { listNewestLogins } from '@/lib/db/logins/list-newest-logins'
import { cachedReader } from '@/lib/live/cached-reader'
import { liveReader } from '@/lib/live/live-reader'
import { quietAfter } from '@/lib/live/quiet-time'
import { watchLedger } from '@/lib/live/watch-ledger'
import { log } from '@/lib/log'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { LoginRow } from '@/lib/model/login'
import { singleton } from '@/lib/singleton'
import { withTimeout } from '@/lib/with-timeout'

type Subscriber = {
  onEvent: (event: LiveEvent) => void
  /** The hub closed: no event will follow. */
  onClose: () => void
}

/** With nothing to tell, the figures are read as often, so that outages and ages show. */
const IDLE_MS = 2_000
/** A sample of logins that takes longer is left out. */
const SAMPLE_TIMEOUT_MS = 1_000
/** Longer than figures and a sample may take together. */
const WHOLE_TIMEOUT_MS = 5_000
const FEED_PER_EVENT = 5
const FIRST_FEED = 50

const open = () => singleton<{ hub: Hub | undefined }>('hub', () => ({ hub: undefined }))

/**
 * Subscribes to the live view: an event follows each change, and every two seconds without one.
 * Queue and ledger are watched once for all subscribers of this process, and only while there are
 * any. The first event comes at once and is whole.
 * @returns a function that unsubscribes.
 */
export function subscribe(subscriber: Subscriber): () => void {
  return theHub().add(subscriber)
}

/** The live view as it is now, for the first paint of a page. */
export async function currentEvent(): Promise<LiveEvent> {
  return theHub().whole()
}

/** Ends all subscriptions of this process; called once, when it shuts down. */
export function closeHub(): void {
  open().hub?.close()
  open().hub = undefined
}

function theHub(): Hub {
  const hub = open().hub ?? new Hub()
  open().hub = hub
  return hub
}

class Hub {
  readonly #subscribers = new Set<Subscriber>()
  readonly #greeted = new WeakSet<Subscriber>()
  #notices: LedgerNotice[] = []
  readonly #read = liveReader()
  readonly #whole = cachedReader<LiveEvent | undefined>({
    first: undefined,
    read: () => this.#readWhole(),
    late: (last) => last,
    timeoutMs: WHOLE_TIMEOUT_MS,
  })
  #heardAtMs = 0
  #stopWatching: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #wake: (() => void) | undefined
  #running = false

  add(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    this.#stopWatching ??= watchLedger((notice) => this.#hear(notice))
    if (!this.#running) void this.#run()
    this.#greet(subscriber).catch((error) => log.error('live.first-event-failed', {}, error))
    return () => {
      this.#subscribers.delete(subscriber)
      if (this.#subscribers.size === 0) this.#rest()
    }
  }

  close() {
    for (const { onClose } of this.#subscribers) onClose()
    this.#subscribers.clear()
    this.#rest()
  }

  #rest() {
    this.#stopWatching?.()
    this.#stopWatching = undefined
    this.#wake?.()
  }

  /** Read once for all who ask at a time, and again once something has happened. */
  async whole(): Promise<LiveEvent> {
    const maxAgeMs = Math.min(IDLE_MS, performance.now() - this.#heardAtMs)
    const event = (await this.#whole(maxAgeMs)) ?? (await this.#readWhole())
    return { ...event, now: new Date().toISOString() }
  }

  async #readWhole(): Promise<LiveEvent> {
    const figures = await this.#read()
    const logins = await sampled(figures, () => listNewestLogins(FIRST_FEED))
    return { ...figures, now: new Date().toISOString(), logins, loginsArrived: 0 }
  }

  /** A subscriber gets no changes before it has the whole. */
  async #greet(subscriber: Subscriber) {
    const event = await this.whole()
    if (!this.#subscribers.has(subscriber)) return
    this.#greeted.add(subscriber)
    subscriber.onEvent(event)
  }

  #hear(notice: LedgerNotice | null) {
    this.#heardAtMs = performance.now()
    if (notice?.batchId) this.#notices.push(notice)
    this.#wake?.()
  }

  async #run() {
    this.#running = true
    while (this.#subscribers.size > 0) {
      const startedMs = performance.now()
      await this.#tick().catch((error) => log.error('live.tick-failed', {}, error))
      const quietMs = quietAfter(performance.now() - startedMs)
      await this.#sleep(quietMs)
      if (this.#notices.length === 0) await this.#sleepUntilWoken(IDLE_MS - quietMs)
    }
    this.#running = false
  }

  async #tick() {
    const notices = this.#notices
    this.#notices = []
    const figures = await this.#read()
    const keys = notices.flatMap(({ sample }) => sample).slice(-FEED_PER_EVENT)
    const logins = await sampled(figures, () => findLoginsByKey(keys))
    const loginsArrived = notices.reduce((sum, { stored }) => sum + stored, 0)
    const event = { ...figures, now: new Date().toISOString(), logins, loginsArrived }
    for (const subscriber of this.#subscribers) {
      if (this.#greeted.has(subscriber)) subscriber.onEvent(event)
    }
  }

  #sleep(ms: number) {
    return new Promise<void>((resolve) => setTimeout(resolve, ms))
  }

  #sleepUntilWoken(ms: number) {
    return new Promise<void>((resolve) => {
      this.#wake = resolve
      this.#timer = setTimeout(resolve, ms)
    }).finally(() => {
      clearTimeout(this.#timer)
      this.#wake = undefined
    })
  }
}

/** Not asked of a database that does not answer. */
async function sampled(
  { database }: Pick<LiveEvent, 'database'>,
  read: () => Promise<LoginRow[]>,
): Promise<LoginRow[]> {
  return database.reachable ? withTimeout(SAMPLE_TIMEOUT_MS, read()).catch(() => []) : []
}
