import { createHash } from 'node:crypto'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { isHttps } from '@/lib/auth/site'
import type { SignedOut } from '@/lib/model/answers/signed-out'
import type { Role } from '@/lib/model/permissions'
import { sessionCookieIn, sessionTokenOf } from '@/lib/model/session/session-cookie'
import { singleton } from '@/lib/singleton'

/** Whom a session belongs to, as the database said. */
export type SessionUser = {
  id: string
  email: string
  role: Role
  sessionId?: string
  /** When the session began, by signing in. */
  signedInAt?: Date
  /** Somebody else knows the password: nothing else may be done before it is replaced. */
  mustChangePassword?: boolean
  /** Who reset the password and when, until the person has seen it. */
  passwordReset?: { by: string; at: Date } | null
}

type Known = {
  user: SessionUser
  /** Of the whole cookie, its signature included. */
  proof: string
  checkedAt: number
  ended?: SignedOut
}

/** The latest seen stay: more people than that do not work at once. */
const MAX_KNOWN = 2_000
/** How long the frame goes by what was read last, while the database is away. */
const TRUSTED_MS = 60_000

/** Notes that a request's session was found in the database just now. */
export function noteChecked(headers: Headers, user: SessionUser, nowMs = Date.now()) {
  const cookie = cookieOf(headers)
  if (cookie === null) return
  const all = known()
  const key = sessionKey(sessionTokenOf(cookie))
  // It was ended while it was being read: an ended session never comes back.
  if (all.get(key)?.ended !== undefined) return
  all.delete(key)
  all.set(key, { user, proof: digest(cookie), checkedAt: nowMs })
  if (all.size > MAX_KNOWN) all.delete(all.keys().next().value as string)
}

/**
 * Who a request belonged to within the last minute, for the frame alone, where the database cannot be
 * asked: the name, the sidebar. Pages, actions and routes ask the database, and fail without it.
 * This is kept in memory rather than in a signed cookie, so that a sign-out or a removal in this
 * process ends it at once.
 */
export function recentUser(headers: Headers, nowMs = Date.now()): SessionUser | null {
  const cookie = cookieOf(headers)
  if (cookie === null) return null
  const found = known().get(sessionKey(sessionTokenOf(cookie)))
  if (found === undefined || found.ended !== undefined || found.proof !== digest(cookie))
    return null
  return nowMs - found.checkedAt < TRUSTED_MS ? found.user : null
}

/** Notes that a request's session is not to be found any more; a cause that is known stays. */
export function noteMissing(headers: Headers, cause: SignedOut = { kind: 'unknown' }) {
  const cookie = cookieOf(headers)
  if (cookie === null) return
  const found = known().get(sessionKey(sessionTokenOf(cookie)))
  if (found !== undefined) found.ended ??= cause
}

/** Notes why sessions of an account end: all of them, one, or all but one. */
export function noteEnded(
  which: { userId?: string; sessionId?: string; exceptId?: string | undefined },
  cause: SignedOut,
) {
  for (const found of known().values()) {
    const { id, sessionId } = found.user
    if (which.userId !== undefined && which.userId !== id) continue
    if (which.sessionId !== undefined && which.sessionId !== sessionId) continue
    if (which.exceptId !== undefined && which.exceptId === sessionId) continue
    found.ended ??= cause
  }
}

/** Notes that what was read of an account is not true any more, such as its role. */
export function noteChanged(userId: string) {
  for (const found of known().values()) {
    if (found.user.id === userId) found.checkedAt = Number.NEGATIVE_INFINITY
  }
}

/** Why a session ended, by its key; undefined where this process has not seen it. */
export function causeOfEnd(key: string): SignedOut | undefined {
  return known().get(key)?.ended
}

/** What stands for a session, and opens nothing. */
export function sessionKey(token: string): string {
  return digest(`session|${token}`)
}

function cookieOf(headers: Headers): string | null {
  return sessionCookieIn(headers.get('cookie'), sessionCookieName(isHttps()))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function known(): Map<string, Known> {
  return singleton('known-sessions', () => new Map<string, Known>())
}
