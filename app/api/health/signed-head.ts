import { userOf } from '@/lib/auth/current-user'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { isHttps } from '@/lib/auth/site'
import { findLogHead } from '@/lib/db/reveal-log/find-log-head'
import { log } from '@/lib/log'
import { can } from '@/lib/model/permissions'
import type { LogAnchor, LogHead } from '@/lib/model/reveal/reveal-log-anchor'
import { signHeadHere } from '@/lib/reveal/anchor-rows'
import { withTimeout } from '@/lib/with-timeout'

/** A probe does not wait for it. */
const TIMEOUT_MS = 2_000

/**
 * The head of the reveal log, for whoever may read it; undefined for anybody else, and where it cannot
 * be had. Asking for it is no use of the session. A request without a session costs nothing.
 */
export async function signedHead(headers: Headers): Promise<LogAnchor | LogHead | undefined> {
  if (!headers.get('cookie')?.includes(`${sessionCookieName(isHttps())}=`)) return undefined
  try {
    return await withTimeout(TIMEOUT_MS, readHead(headers))
  } catch (error) {
    log.warn('health.head-failed', {}, error)
    return undefined
  }
}

async function readHead(headers: Headers): Promise<LogAnchor | LogHead | undefined> {
  const user = await userOf(headers, false)
  if (user === null || !can(user, 'read-log')) return undefined
  const head = await findLogHead()
  if (head === null) return undefined
  return (await signHeadHere(head)) ?? head
}
