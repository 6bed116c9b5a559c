'use client'

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react'
import { rememberPreference } from '@/lib/model/preferences'

type Rendered = { now: number; timeZone: string }

const RenderedContext = createContext<Rendered>({ now: 0, timeZone: 'UTC' })

type Props = {
  /** When the server rendered the page (Unix ms) and in which zone, as the last visit's cookie says. */
  now: number
  timeZone: string
  children: ReactNode
}

/** Makes the first client render equal the server's; from then on the browser's clock and zone count. */
export function ClockProvider({ now, timeZone, children }: Props) {
  const rendered = useMemo(() => ({ now, timeZone }), [now, timeZone])
  useEffect(() => {
    const own = browserTimeZone()
    if (own === timeZone) return
    rememberPreference('timeZone', own)
  }, [timeZone])
  return <RenderedContext value={rendered}>{children}</RenderedContext>
}

/** Unix milliseconds, a new value every second. */
export function useNow(): number {
  const rendered = useContext(RenderedContext)
  return useSyncExternalStore(subscribe, currentSecond, () => rendered.now)
}

/** The IANA name of the zone that times are shown in. */
export function useTimeZone(): string {
  const rendered = useContext(RenderedContext)
  return useSyncExternalStore(noSubscription, browserTimeZone, () => rendered.timeZone)
}

const listeners = new Set<() => void>()
let second = 0
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for all who watch the clock. */
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    second = Date.now()
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

function browserTimeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
