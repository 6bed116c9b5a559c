'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { shareStream } from '@/components/shell/live/share-stream'
import type { LiveState } from '@/components/shell/live/tab'
import type { NumberedEvent } from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'

/** What a page sees of the live view. */
export type Live = LiveState

/** Holds the newest event for whoever watches it. */
type LiveStore = {
  initial: Live
  get: () => Live
  set: (next: Live) => void
  subscribe: (listener: () => void) => () => void
}

/**
 * The context brings the store, which stays the same, and not the event: a context that changes
 * while a page is still on its way makes React throw away the server's HTML and render it anew.
 */
const LiveContext = createContext(liveStore(null))

/** The newest live event and the state of the connection that brings them. */
export function useLive(): Live {
  const { subscribe, get, initial } = useContext(LiveContext)
  return useSyncExternalStore(subscribe, get, () => initial)
}

/**
 * One fact of the newest live event, for what need not be drawn again unless that changes.
 * @param select what is read of it: a value that can be compared, not an object made for it.
 */
export function useLiveFact<T extends string | number | boolean | null>(
  select: (event: LiveEvent | null) => T,
): T {
  const { subscribe, get, initial } = useContext(LiveContext)
  return useSyncExternalStore(
    subscribe,
    () => select(get().event),
    () => select(initial.event),
  )
}

type Props = {
  /** What the page is rendered with; the stream goes on from it. */
  initial: NumberedEvent | null
  /** As `liveSessionOf` says: the tabs of a session share one stream. */
  session: string
  children: ReactNode
}

/** The page's part in the one live stream of this browser. */
export function LiveProvider({ initial, session, children }: Props) {
  const [store] = useState(() => liveStore(initial?.event ?? null))
  const [known] = useState(initial)
  useEffect(
    () => shareStream({ session, initial: known, onChange: store.set }),
    [session, known, store],
  )
  return <LiveContext value={store}>{children}</LiveContext>
}

function liveStore(event: LiveEvent | null): LiveStore {
  const initial: Live = {
    event,
    connection: 'connecting',
    since: 0,
    receivedAt: null,
    refusal: null,
  }
  const listeners = new Set<() => void>()
  let live = initial
  return {
    initial,
    get: () => live,
    set: (next) => {
      live = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
