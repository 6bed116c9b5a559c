'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { readPreference, rememberPreference } from '@/lib/model/preferences'

type Rendered = {
  now: number
  timeZone: string
  isUtc: boolean
  setUtc: (isUtc: boolean) => void
}

const RenderedContext = createContext<Rendered>({
  now: 0,
  timeZone: 'UTC',
  isUtc: false,
  setUtc: () => {},
})

type Props = {
  /** When the server rendered the page (Unix ms) and in which zone, as the last visit's cookies say. */
  now: number
  timeZone: string
  /** Whether times are to be in UTC, wherever the browser is. */
  isUtc?: boolean
  children: ReactNode
}

/** Makes the first client render equal the server's; from then on the browser's clock and zone count. */
export function ClockProvider({ now, timeZone, isUtc: initiallyUtc = false, children }: Props) {
  const [isUtc, setIsUtc] = useState(initiallyUtc)
  const rendered = useMemo(() => {
    const setUtc = (next: boolean) => {
      rememberPreference('clock', next ? 'utc' : 'local')
      setIsUtc(next)
    }
    return { now, timeZone, isUtc, setUtc }
  }, [now, timeZone, isUtc])
  useEffect(() => {
    const own = browserTimeZone()
    if (own !== timeZone) rememberPreference('timeZone', own)
  }, [timeZone])
  useEffect(() => {
    // Another tab may have chosen otherwise, and the server goes by the cookie.
    const onShow = () => setIsUtc(readPreference('clock') === 'utc')
    document.addEventListener('visibilitychange', onShow)
    return () => document.removeEventListener('visibilitychange', onShow)
  }, [])
  return <RenderedContext value={rendered}>{children}</RenderedContext>
}

/** Unix milliseconds, a new value every second. */
export function useNow(): number {
  const rendered = useContext(RenderedContext)
  return useSyncExternalStore(subscribe, currentSecond, () => rendered.now)
}

/** The IANA name of the zone that times are shown in. */
export function useTimeZone(): string {
  const { timeZone, isUtc } = useContext(RenderedContext)
  const own = useSyncExternalStore(noSubscription, browserTimeZone, () => timeZone)
  return isUtc ? 'UTC' : own
}

/** Whether times are in UTC because one chose so, and how to choose. */
export function useUtc(): [isUtc: boolean, setUtc: (isUtc: boolean) => void] {
  const { isUtc, setUtc } = useContext(RenderedContext)
  return [isUtc, setUtc]
}

const listeners = new Set<() => void>()
let second = 0
let ownZone = ''
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for all who watch the clock. */
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    second = Date.now()
    ownZone = readZone()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function currentSecond() {
  if (timer === undefined || second === 0) second = Math.floor(Date.now() / 1_000) * 1_000
  return second
}

function noSubscription() {
  return () => {}
}

/**
 * Asked once a second, for all who show a time: it takes 60 µs, and each of two hundred rows would ask
 * whenever it is drawn.
 */
function browserTimeZone() {
  if (timer === undefined || ownZone === '') ownZone = readZone()
  return ownZone
}

function readZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
