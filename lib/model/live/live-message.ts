import type { LiveEvent } from '@/lib/model/live/live-view'
import { apply, diff, type Patch } from '@/lib/model/live/patch'

/** Names the session that a page was rendered for to the live stream; see `liveSessionOf`. */
export const LIVE_SESSION_HEADER = 'veilgate-live-session'

/** An event and where it stands in the stream of a process, by which a later one may refer to it. */
export type NumberedEvent = {
  /** Of the process: another one, or the next, counts anew. */
  epoch: string
  seq: number
  event: LiveEvent
}

/** What a live stream consists of: first what is whole, then what changed. */
export type LiveMessage =
  | ({ kind: 'whole' } & NumberedEvent)
  | {
      kind: 'delta'
      epoch: string
      /** The event that it changes. */
      from: number
      seq: number
      /** Null where nothing did. */
      patch: Patch | null
    }

/** What arrived is of one event alone: it is left out of what a delta refers to. */
const NOTHING_ARRIVED: Pick<LiveEvent, 'logins' | 'loginsArrived'> = {
  logins: [],
  loginsArrived: 0,
}

/** What makes one event of an earlier one. */
export function diffEvents(before: LiveEvent, after: LiveEvent): Patch | null {
  return diff({ ...before, ...NOTHING_ARRIVED }, after)
}

/** The event that a patch of `diffEvents` makes of the earlier one. */
export function patchEvent(before: LiveEvent, patch: Patch | null): LiveEvent {
  const base = { ...before, ...NOTHING_ARRIVED }
  return patch === null ? base : (apply(patch, base) as LiveEvent)
}

/** What is known after a message; null where it changes an event that is not known: the whole is needed. */
export function receive(known: NumberedEvent | null, message: LiveMessage): NumberedEvent | null {
  const { epoch, seq } = message
  if (message.kind === 'whole') return { epoch, seq, event: message.event }
  if (known === null || known.epoch !== epoch || known.seq !== message.from) return null
  try {
    return { epoch, seq, event: patchEvent(known.event, message.patch) }
  } catch {
    // Of a newer version than this page's.
    return null
  }
}

/** Where an event stands, as `Last-Event-ID` says it. */
export function positionOf({ epoch, seq }: Pick<NumberedEvent, 'epoch' | 'seq'>): string {
  return `${epoch}.${seq}`
}
