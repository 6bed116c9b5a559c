import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { STREAMS_PER_PERSON } from '@/lib/live/stream-places'
import { singleton } from '@/lib/singleton'
import { isApiPath } from '@/lib/web/api-path'
import { PROBED } from '@/lib/web/probed'
import { isStatic } from '@/lib/web/refuse-request'

/** Of all who show no session together: signing in is all that they may do. */
export const STRANGERS_AT_ONCE = 16
/** Of one session: a browser sends six at once, and more only over HTTP/2. */
export const PER_SESSION = 32
/** Of one token of the API, which answers fewer at a time; and of all tokens, made-up ones included. */
export const PER_TOKEN = 8
export const TOKENS_AT_ONCE = 64
/** Of this process, open live views and files included. */
export const ALL_AT_ONCE = 768

const STRANGERS = 'strangers'

type InHand = { all: number; callers: Map<string, number> }

export type RequestPlace = { kind: 'taken'; leave: () => void } | { kind: 'crowded' | 'full' }

/**
 * Takes a place for a request before anything is rendered for it: a page takes milliseconds of the one
 * thread that serves everybody. Whether the session is a real one is not asked, as asking costs as much;
 * made-up ones run into the bound of all. `crowded` where this caller has too many in hand, `full` where
 * all together have.
 * @param sessionCookie the name of the cookie that holds a session.
 */
export function takeRequestPlace(
  { headers, url = '/' }: IncomingMessage,
  sessionCookie: string,
): RequestPlace {
  const inHand = singleton<InHand>('requests-at-once', () => ({ all: 0, callers: new Map() }))
  if (inHand.all >= ALL_AT_ONCE) return { kind: 'full' }
  const bounds = isCheap(url) ? [] : callersOf(url, headers, sessionCookie)
  const countOf = (caller: string) => inHand.callers.get(caller) ?? 0
  if (bounds.some(([caller, most]) => countOf(caller) >= most)) return { kind: 'crowded' }
  inHand.all += 1
  for (const [caller] of bounds) inHand.callers.set(caller, countOf(caller) + 1)
  let isLeft = false
  return {
    kind: 'taken',
    leave: () => {
      if (isLeft) return
      isLeft = true
      inHand.all -= 1
      for (const [caller] of bounds) giveBack(inHand.callers, caller)
    },
  }
}

function giveBack(callers: Map<string, number>, caller: string) {
  const left = (callers.get(caller) ?? 1) - 1
  if (left === 0) callers.delete(caller)
  else callers.set(caller, left)
}

/** Whose places a request takes, and how many those are. Of the API, the cookies are not looked at. */
function callersOf(
  url: string,
  { authorization, cookie }: IncomingMessage['headers'],
  sessionCookie: string,
): [caller: string, most: number][] {
  if (!isApiPath(pathOf(url))) return boundsOf(url, sessionOf(cookie, sessionCookie))
  if (authorization === undefined) return boundsOf(url, null)
  // A secret is kept nowhere, also not for as long as a request takes.
  const token = createHash('sha256').update(authorization).digest('base64')
  return [
    [`token ${token}`, PER_TOKEN],
    ['tokens', TOKENS_AT_ONCE],
  ]
}

function boundsOf(url: string, session: string | null): [caller: string, most: number][] {
  if (session === null) return [[STRANGERS, STRANGERS_AT_ONCE]]
  const places: [string, number][] = [[session, PER_SESSION]]
  // Refused one by one behind this door, a thousand of them would still take seconds.
  if (pathOf(url) === '/api/live') places.push([`live ${session}`, STREAMS_PER_PERSON])
  return places
}

/** A file, or the health or the metrics of the console, which are read for all who ask at a time. */
function isCheap(url: string): boolean {
  const path = pathOf(url)
  return PROBED.includes(path) || isStatic(path)
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '/'
}

function sessionOf(cookies = '', name: string): string | null {
  const begin = `${name}=`
  const cookie = cookies.split(';').find((pair) => pair.trim().startsWith(begin))
  return cookie === undefined ? null : cookie.trim()
}
