import { causeOfEnd, sessionKey } from '@/lib/auth/session/known-sessions'
import { cookiePrefix, SESSION_SECONDS } from '@/lib/auth/session/session-cookie'
import { isHttps } from '@/lib/auth/site'
import type { SignedOut } from '@/lib/model/answers/signed-out'

/** It outlives the session, to tell that there was one; it opens nothing. */
export const SIGNED_IN_COOKIE_OPTIONS = {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 2 * SESSION_SECONDS,
} as const

/** The session's cookie is dropped by the browser on its own clock. */
const TOLERANCE_MS = 60_000

/** The name of the cookie that remembers a signing in. */
export function signedInCookieName(): string {
  return `${cookiePrefix(isHttps())}.signed_in`
}

/** The cookie for a session that begins now. */
export function createSignedInCookie(token: string, nowMs = Date.now()) {
  return { name: signedInCookieName(), value: `${nowMs}.${sessionKey(token)}` }
}

/**
 * Why the browser that brings this cookie is signed out; null where it never signed in, or signed out
 * by itself. It learns only of its own session.
 */
export function whySignedOut(cookie: string | undefined, nowMs = Date.now()): SignedOut | null {
  const [, at, key] = /^(\d{1,15})\.([\w-]{43})$/.exec(cookie ?? '') ?? []
  if (at === undefined || key === undefined) return null
  const cause = causeOfEnd(key)
  if (cause !== undefined && cause.kind !== 'unknown') return cause
  const isOver = nowMs - Number(at) >= SESSION_SECONDS * 1_000 - TOLERANCE_MS
  return isOver ? { kind: 'expired', hours: SESSION_SECONDS / 3_600 } : { kind: 'unknown' }
}
