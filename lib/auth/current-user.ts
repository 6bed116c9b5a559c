import 'server-only'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { cache } from 'react'
import { auth } from '@/lib/auth/auth'
import { parseRole } from '@/lib/auth/roles'
import { noteChecked, noteMissing, type SessionUser } from '@/lib/auth/session/known-sessions'
import { idleMinutes, isIdle } from '@/lib/auth/session/session-limits'
import { database } from '@/lib/db/client'
import { UNATTENDED_HEADER } from '@/lib/model/session/unattended'
import { withTimeout } from '@/lib/with-timeout'

const TIMEOUT_MS = 5_000
/** A use is noted at most so often. */
const NOTED_EVERY_MS = 60_000

/** Whoever a request belongs to. */
export type CurrentUser = SessionUser

/**
 * Who sent this request, read from the database, so that a revoked session ends at once; null
 * where nobody is signed in. Once per request and render.
 * @throws where the database cannot be reached, or does not answer in time.
 */
export const currentUser = cache(async () => userOf(await headers()))

/**
 * Who a request's headers belong to; see `currentUser`, of which it is the uncached part.
 * @param prolong whether this counts as a use of the session, which puts off its idle end. What a
 * page asks for by itself does not: a tab that was left open is no person at work. Neither does a
 * request that says so itself, whoever answers it.
 */
export async function userOf(requestHeaders: Headers, prolong = true): Promise<CurrentUser | null> {
  const isUse = prolong && !requestHeaders.has(UNATTENDED_HEADER)
  return withTimeout(TIMEOUT_MS, readUser(requestHeaders, isUse))
}

async function readUser(requestHeaders: Headers, prolong: boolean): Promise<CurrentUser | null> {
  const user = await findUser(requestHeaders, prolong)
  if (user === null) noteMissing(requestHeaders)
  else noteChecked(requestHeaders, user)
  return user
}

async function findUser(requestHeaders: Headers, prolong: boolean): Promise<CurrentUser | null> {
  const found = await readSession(requestHeaders)
  if (found === null || found.user.banned) return null
  const { session, user } = found
  const role = parseRole(user.role)
  const now = new Date()
  if (isIdle(session.updatedAt, role, now)) {
    await database().session.deleteMany({ where: { id: session.id } })
    noteMissing(requestHeaders, { kind: 'idle', minutes: idleMinutes(role) })
    return null
  }
  if (prolong && now.getTime() - session.updatedAt.getTime() > NOTED_EVERY_MS) {
    const where = { id: session.id }
    const { count } = await database().session.updateMany({ where, data: { updatedAt: now } })
    // It was ended between its reading and its prolonging.
    if (count === 0) return null
  }
  const { passwordResetBy: by, passwordResetAt: at } = user
  return {
    id: user.id,
    email: user.email,
    role,
    sessionId: session.id,
    signedInAt: session.createdAt,
    mustChangePassword: user.mustChangePassword === true,
    passwordReset: by && at ? { by, at } : null,
  }
}

async function readSession(requestHeaders: Headers) {
  try {
    return await auth().api.getSession({ headers: requestHeaders, query: { disableRefresh: true } })
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 401) return null
    throw error
  }
}
