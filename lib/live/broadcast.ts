import { randomBytes } from 'node:crypto'
import { currentEvent, subscribe } from '@/lib/live/hub'
import { newestLogins } from '@/lib/live/newest-logins'
import {
  diffEvents,
  type LiveMessage,
  type NumberedEvent,
  positionOf,
} from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { singleton } from '@/lib/singleton'

type Stream = {
  /** Takes a message; false where the browser has too many to read already. */
  send: (message: LiveMessage) => boolean
  /** No message will follow. */
  onClose: () => void
}

/** An event that a browser may know, without what arrived with it. */
type Known = {
  seq: number
  event: LiveEvent
  arrivedInAll: number
  /** Logins that a page was rendered with: they are no news to it. */
  rendered: ReadonlySet<string>
}

/** Events that are remembered: of the last seconds, and of the pages that were rendered in them. */
const REMEMBERED = 48
const NONE: ReadonlySet<string> = new Set()

/**
 * Sends the live view to a stream, whole at first and as changes from then on. A stream that comes back,
 * or belongs to a page that was rendered just now, is told only what changed since; so is one that does
 * not keep up, once it does. All streams that know the same are sent the same message.
 * @param after the position of the event that its browser knows.
 * @returns a function that ends it.
 */
export function openStream(stream: Stream, after: string | null): () => void {
  return broadcast().add(stream, after)
}

/** The live view as it is now, for the first paint of a page, whose stream may go on from it. */
export async function numberedEvent(): Promise<NumberedEvent> {
  return broadcast().number(await currentEvent())
}

const broadcast = () => singleton('live-broadcast', () => new Broadcast())

class Broadcast {
  readonly #epoch = randomBytes(6).toString('base64url')
  /** With the number of the event that each was sent last; null before the first. */
  readonly #streams = new Map<Stream, number | null>()
  #known: Known[] = []
  /** Null while nobody listens: what was current then is old. */
  #current: Known | null = null
  #seq = 0
  #arrivedInAll = 0
  readonly #logins = newestLogins()
  #unsubscribe: (() => void) | undefined

  add(stream: Stream, after: string | null): () => void {
    const known = this.#known.find(({ seq }) => this.#position(seq) === after)
    this.#streams.set(stream, known?.seq ?? null)
    if (this.#current !== null) this.#greet(stream)
    this.#unsubscribe ??= subscribe({
      onEvent: (event) => this.#tell(event),
      onClose: () => this.#close(),
    })
    return () => {
      this.#streams.delete(stream)
      if (this.#streams.size === 0) this.#rest()
    }
  }

  number(event: LiveEvent): NumberedEvent {
    const rendered = new Set(event.logins.map(({ id }) => id))
    const { seq } = this.#remember(event, rendered)
    return { epoch: this.#epoch, seq, event }
  }

  /** Whoever comes between two events is told what the last one said, and the time as it is now. */
  #greet(stream: Stream) {
    const message = this.#messageAfter(this.#streams.get(stream) ?? null, new Date().toISOString())
    if (message !== null && stream.send(message)) this.#streams.set(stream, message.seq)
  }

  #tell(event: LiveEvent) {
    this.#arrivedInAll += event.loginsArrived
    this.#current = this.#remember(event, NONE)
    this.#logins.takeIn(event.logins, this.#current.seq)
    const messages = new Map<number | null, LiveMessage | null>()
    for (const [stream, seq] of this.#streams) {
      if (!messages.has(seq)) messages.set(seq, this.#messageAfter(seq, event.now))
      const message = messages.get(seq) ?? null
      // Else it stays where it is, and the next message starts from there.
      if (message !== null && stream.send(message)) this.#streams.set(stream, message.seq)
    }
  }

  #remember(event: LiveEvent, rendered: ReadonlySet<string>): Known {
    this.#seq += 1
    const known = {
      seq: this.#seq,
      event: { ...event, logins: [], loginsArrived: 0 },
      arrivedInAll: this.#arrivedInAll,
      rendered,
    }
    this.#known = [...this.#known.slice(1 - REMEMBERED), known]
    return known
  }

  #messageAfter(from: number | null, now: string): LiveMessage | null {
    if (this.#current === null) return null
    const { seq, arrivedInAll } = this.#current
    const base = this.#known.find((known) => known.seq === from)
    const event = {
      ...this.#current.event,
      now,
      logins: base === undefined ? this.#logins.all() : this.#logins.after(base),
      loginsArrived: base === undefined ? 0 : arrivedInAll - base.arrivedInAll,
    }
    const epoch = this.#epoch
    if (base === undefined) return { kind: 'whole', epoch, seq, event }
    return { kind: 'delta', epoch, from: base.seq, seq, patch: diffEvents(base.event, event) }
  }

  #position(seq: number): string {
    return positionOf({ epoch: this.#epoch, seq })
  }

  #close() {
    const streams = [...this.#streams.keys()]
    this.#streams.clear()
    this.#rest()
    for (const { onClose } of streams) onClose()
  }

  #rest() {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.#current = null
  }
}
