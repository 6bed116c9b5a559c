import type { LiveMessage, NumberedEvent } from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** What a page sees of the live view. */
export type LiveState = {
  event: LiveEvent | null
  connection: 'connecting' | 'live' | 'lost'
  /** Unix milliseconds: since when the connection is what it is. */
  since: number
  /** When the event came, by this browser's clock; null before the page's script ran. */
  receivedAt: number | null
  /** Why the console refuses the connection, in its words; null where it did not say. */
  refusal: string | null
}

/** One tab among those of its session in this browser, of which one leads: it has the stream. */
export type Tab = {
  id: string
  /** Resting: neither leads nor waits to. A tab that was hidden for long rests. */
  role: 'waiting' | 'leading' | 'resting'
  /** Unix milliseconds; null while it can be seen. */
  hiddenSince: number | null
  /** When whoever leads was heard last. */
  heardAt: number
  /** When it last told others that the connection is lost. */
  toldAt: number
  /** When the clock ticked last: after a sleep, that is long ago. */
  tickedAt: number
  /** When it asked whoever leads for the whole; null once it has it. */
  askedAt: number | null
  /** What the next change is a change of; null where the whole is needed. */
  known: NumberedEvent | null
  live: LiveState
}

/** What tabs say to each other. */
export type TabWord =
  /** Tell me the whole. */
  | { kind: 'hello'; from: string }
  /** From whoever leads: to all, or to the one that asked. */
  | { kind: 'message'; message: LiveMessage; to: string | null; receivedAt: number }
  | { kind: 'lost'; refusal: string | null }
  | { kind: 'signed-out' }
  /** A page of the console was left for another, as signing out does. */
  | { kind: 'gone' }

/** What the stream of whoever leads brings. */
export type StreamNews =
  | { kind: 'message'; message: LiveMessage }
  | { kind: 'lost'; refusal: string | null }
  | { kind: 'signed-out' }

export type TabInput =
  | { kind: 'lock-granted' }
  /** Another took it, thinking that this tab hangs. */
  | { kind: 'lock-stolen' }
  | { kind: 'shown' }
  | { kind: 'hidden' }
  /** The page is kept for "back", or frozen: nothing of it may stay open. */
  | { kind: 'put-away' }
  | { kind: 'taken-out' }
  | { kind: 'online' }
  /** Once a second, unless the tab rests. */
  | { kind: 'clock' }
  | { kind: 'stream'; news: StreamNews }
  | { kind: 'tab'; word: TabWord }

export type TabEffect =
  | { kind: 'request-lock' }
  | { kind: 'steal-lock' }
  | { kind: 'release-lock' }
  | { kind: 'open-stream' }
  | { kind: 'close-stream' }
  /** No reason to sit out the pause before the next attempt. */
  | { kind: 'hurry-stream' }
  | { kind: 'reopen-stream' }
  | { kind: 'post'; word: TabWord }
  /** Which leads to sign in, and back to this page. */
  | { kind: 'reload' }

export type Step = { tab: Tab; effects: TabEffect[] }
