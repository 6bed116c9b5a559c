import { readHealth } from '@/app/api/health/read-health'
import { signedHead } from '@/app/api/health/signed-head'
import { userOf } from '@/lib/auth/current-user'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { isHttps } from '@/lib/auth/site'
import { can } from '@/lib/model/permissions'
import { buildId } from '@/lib/web/build-id'
import { isLocalRequest } from '@/lib/web/request-in-hand'
import { withTimeout } from '@/lib/with-timeout'

const SESSION_TIMEOUT_MS = 1_000

/**
 * For probes, hence without a session: 200 or 503. What is wrong is told on this machine, and to who
 * may manage users; strangers learn no more than that something is. Whoever may read the reveal log
 * also gets its signed head, to note it where the database's owner cannot change it.
 */
export async function GET(request: Request): Promise<Response> {
  const { ok, parts } = await readHealth()
  const isTold = isLocalRequest() || (await isAdmin(request.headers))
  const revealLog = await signedHead(request.headers)
  return Response.json(
    { status: ok ? 'ok' : 'failing', ...(isTold ? parts : {}), revealLog },
    // An open tab learns by it that the console was updated.
    { status: ok ? 200 : 503, headers: { 'x-veilgate-build': buildId() } },
  )
}

async function isAdmin(headers: Headers): Promise<boolean> {
  if (!headers.get('cookie')?.includes(sessionCookieName(isHttps()))) return false
  try {
    const user = await withTimeout(SESSION_TIMEOUT_MS, userOf(headers, false))
    return user !== null && can(user, 'manage-users')
  } catch {
    return false
  }
}
