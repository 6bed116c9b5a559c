'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import type { LiveEvent } from '@/lib/model/live/live-view'

export type Live = {
  event: LiveEvent | null
  connection: 'connecting' | 'live' | 'lost'
  /** Unix milliseconds: since when the connection is what it is. */
  since: number
  /** When the event came, by this browser's clock; null for the one the page was rendered with. */
  receivedAt: number | null
  /** Why the console refuses the connection, in its words; null where it did not say. */
  refusal: string | null
}

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

const INITIAL_RETRY_MS = 1_000
const MAX_RETRY_MS = 15_000
/** Longer than the server is ever silent: a connection that says nothing is dead. */
const SILENCE_MS = 20_000

/**
 * The tab's one EventSource. It goes on by itself through lost connections and refusals of the
 * server; each event is whole in itself, so nothing needs to be caught up.
 */
export function LiveProvider({
  initial,
  children,
}: {
  initial: LiveEvent | null
  children: ReactNode
}) {
  const [store] = useState(() => liveStore(initial))

  useEffect(() => {
    const move = (connection: Live['connection'], news: Partial<Live>) => {
      const was = store.get()
      const since = was.connection === connection && was.since > 0 ? was.since : Date.now()
      store.set({ ...was, receivedAt: was.receivedAt ?? Date.now(), ...news, connection, since })
    }
    return connect({
      onEvent: (event) => move('live', { event, receivedAt: Date.now(), refusal: null }),
      onLost: () => move('lost', {}),
      onRefused: (refusal) => move('lost', { refusal }),
      onSignedOut: () => location.assign(location.href),
    })
  }, [store])

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

type Handlers = {
  onEvent: (event: LiveEvent) => void
  onLost: () => void
  /** Why, in the console's words; null where it does not answer at all. */
  onRefused: (refusal: string | null) => void
  onSignedOut: () => void
}

function connect({ onEvent, onLost, onRefused, onSignedOut }: Handlers): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let ended = false

  const open = () => {
    close()
    source = new EventSource('/api/live')
    source.addEventListener('live', (message) => {
      failures = 0
      watch()
      onEvent(JSON.parse(message.data))
    })
    source.onerror = () => void retry()
    watch()
  }
  const retry = async () => {
    close()
    onLost()
    const { status, text } = await askWhy()
    if (status === 401) return onSignedOut()
    if (ended || timer !== undefined || source !== undefined) return
    onRefused(text)
    const longest = Math.min(MAX_RETRY_MS, INITIAL_RETRY_MS * 2 ** failures)
    failures += 1
    timer = setTimeout(open, longest * (0.5 + Math.random() / 2))
  }
  const watch = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => void retry(), SILENCE_MS)
  }
  const close = () => {
    source?.close()
    source = undefined
    clearTimeout(timer)
    timer = undefined
    clearTimeout(watchdog)
  }
  /** Back online, or looked at again: no reason to sit out the pause. */
  const hurry = () => {
    if (document.visibilityState === 'visible' && source === undefined) open()
  }
  const leave = () => {
    ended = true
    close()
  }

  open()
  window.addEventListener('online', hurry)
  document.addEventListener('visibilitychange', hurry)
  // A page kept for "back" must not hold one of the browser's few connections.
  window.addEventListener('pagehide', close)
  window.addEventListener('pageshow', hurry)
  return () => {
    leave()
    window.removeEventListener('online', hurry)
    document.removeEventListener('visibilitychange', hurry)
    window.removeEventListener('pagehide', close)
    window.removeEventListener('pageshow', hurry)
  }
}

/** An EventSource does not tell why it was refused; a plain request does. */
async function askWhy(): Promise<{ status: number; text: string | null }> {
  const aborter = new AbortController()
  try {
    const response = await fetch('/api/live', { signal: aborter.signal, cache: 'no-store' })
    const text = [429, 503].includes(response.status) ? await response.text() : null
    return { status: response.status, text }
  } catch {
    return { status: 0, text: null }
  } finally {
    aborter.abort()
  }
}
