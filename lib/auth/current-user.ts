import 'server-only'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { cache } from 'react'
import { auth } from '@/lib/auth/auth'
import { parseRole } from '@/lib/auth/roles'
import type { Role } from '@/lib/model/permissions'
import { withTimeout } from '@/lib/with-timeout'

const TIMEOUT_MS = 5_000

export type CurrentUser = {
  id: string
  email: string
  role: Role
  /** When the session began, by signing in. */
  signedInAt?: Date
}

/**
 * Who sent this request, read from the database, so that a revoked session ends at once; null
 * where nobody is signed in. Once per request and render.
 * @throws where the database cannot be reached, or does not answer in time.
 */
export const currentUser = cache(async () => userOf(await headers()))

/**
 * Who a request's headers belong to; see `currentUser`, of which it is the uncached part.
 * @param prolong whether this counts as a use of the session, which puts off its end.
 */
export async function userOf(requestHeaders: Headers, prolong = true): Promise<CurrentUser | null> {
  try {
    const session = await withTimeout(
      TIMEOUT_MS,
      auth().api.getSession({ headers: requestHeaders, query: { disableRefresh: !prolong } }),
    )
    if (session === null || session.user.banned) return null
    const { id, email, role } = session.user
    return { id, email, role: parseRole(role), signedInAt: session.session.createdAt }
  } catch (error) {
    // The session was deleted between its reading and its prolonging.
    if (isAPIError(error) && error.statusCode === 401) return null
    throw error
  }
}
