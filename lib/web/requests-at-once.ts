import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { STREAMS_PER_PERSON } from '@/lib/live/stream-places'
import { sessionCookieIn, sessionTokenOf } from '@/lib/model/session/session-cookie'
import { singleton } from '@/lib/singleton'
import { isApiPath } from '@/lib/web/api-path'
import { pathOf } from '@/lib/web/path-of'
import { PROBED } from '@/lib/web/probed'
import { isStatic } from '@/lib/web/refuse-request'

/** Of all who show no session together: signing in is all that they may do. */
export const STRANGERS_AT_ONCE = 16
/** Of one session: a browser sends six at once, and more only over HTTP/2. */
export const PER_SESSION = 32
/** Questions for the health by one session, whose tabs ask every now and then: it is looked up for each. */
export const PROBES_PER_SESSION = 8
/** Of one token of the API, which answers fewer at a time; and of all tokens, made-up ones included. */
export const PER_TOKEN = 8
export const TOKENS_AT_ONCE = 64
/** Of this process, open live views included. */
export const ALL_AT_ONCE = 768
/** Of files, which are read from the disk and compressed; whoever is signed in has most of them already. */
export const FILES_AT_ONCE = 256

const ALL = 'all'
const FILES = 'files'
const STRANGERS = 'strangers'
const OPEN = [ALL, FILES, STRANGERS]

/** How many requests are in hand of each whose places are counted. */
type InHand = Map<string, number>
/** Whose places a request takes, and how many those are. */
type Bound = [caller: string, most: number]

export type RequestPlace =
  /** `isOpen` where anybody may ask for it: a file, the health, or what a stranger asks for. */
  { kind: 'taken'; isOpen: boolean; leave: () => void } | { kind: 'crowded' | 'full' }

/**
 * Takes a place for a request before anything is rendered for it: a page takes milliseconds of the one
 * thread that serves everybody. Whether the session is a real one is not asked, as asking costs as much;
 * made-up ones run into the bound of all. `crowded` where this caller has too many in hand, `full` where
 * all together have. Questions for the health that show no session always have a place, so that no flood
 * looks like a fault.
 * @param sessionCookie the name of the cookie that holds a session.
 */
export function takeRequestPlace(
  { headers, url = '/' }: IncomingMessage,
  sessionCookie: string,
): RequestPlace {
  const inHand = singleton<InHand>('requests-at-once', () => new Map())
  const bounds = boundsOf(url, headers, sessionCookie)
  const reached = bounds.find(([caller, most]) => (inHand.get(caller) ?? 0) >= most)
  if (reached !== undefined) return { kind: reached[0] === ALL ? 'full' : 'crowded' }
  for (const [caller] of bounds) inHand.set(caller, (inHand.get(caller) ?? 0) + 1)
  let isLeft = false
  return {
    kind: 'taken',
    isOpen: bounds.every(([caller]) => OPEN.includes(caller)),
    leave: () => {
      if (isLeft) return
      isLeft = true
      for (const [caller] of bounds) giveBack(inHand, caller)
    },
  }
}

function giveBack(inHand: InHand, caller: string) {
  const left = (inHand.get(caller) ?? 1) - 1
  if (left === 0) inHand.delete(caller)
  else inHand.set(caller, left)
}

/** Of the API, the cookies are not looked at. */
function boundsOf(
  url: string,
  { authorization, cookie }: IncomingMessage['headers'],
  sessionCookie: string,
): Bound[] {
  const path = pathOf(url)
  const session = sessionOf(cookie, sessionCookie)
  if (PROBED.includes(path))
    return session === null ? [] : [[`probe ${session}`, PROBES_PER_SESSION]]
  if (isStatic(path)) return [[FILES, FILES_AT_ONCE]]
  const own = isApiPath(path) ? boundsOfToken(authorization) : boundsOfSession(path, session)
  return [[ALL, ALL_AT_ONCE], ...own]
}

function boundsOfToken(authorization: string | undefined): Bound[] {
  if (authorization === undefined) return boundsOfStrangers()
  // A secret is kept nowhere, also not for as long as a request takes.
  const shown = authorization.trim().replace(/^bearer +/i, '')
  const token = createHash('sha256').update(shown).digest('base64')
  return [
    [`token ${token}`, PER_TOKEN],
    ['tokens', TOKENS_AT_ONCE],
  ]
}

function boundsOfSession(path: string, session: string | null): Bound[] {
  if (session === null) return boundsOfStrangers()
  const places: Bound[] = [[session, PER_SESSION]]
  // Refused one by one behind this door, a thousand of them would still take seconds.
  if (path === '/api/live') places.push([`live ${session}`, STREAMS_PER_PERSON])
  return places
}

function boundsOfStrangers(): Bound[] {
  return [[STRANGERS, STRANGERS_AT_ONCE]]
}

/** Of one session, however its cookie is spelled. */
function sessionOf(cookies: string | undefined, name: string): string | null {
  const cookie = sessionCookieIn(cookies, name)
  return cookie === null ? null : `session ${sessionTokenOf(cookie)}`
}
