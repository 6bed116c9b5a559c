import { parseRole } from '@/lib/auth/roles'
import type { SessionUser } from '@/lib/auth/session/known-sessions'
import { isIdle } from '@/lib/auth/session/session-limits'
import { database } from '@/lib/db/client'
import { can, type Permission } from '@/lib/model/permissions'

/**
 * Asks, while something takes long, whether whoever began it may still have it: their account is there
 * and has the permission, and nobody ended their session. One that was merely left alone for too long
 * counts as there, since whoever waits for a file touches nothing. So does what cannot be read.
 */
export function stillPermitted(user: SessionUser, permission: Permission): () => Promise<boolean> {
  // Beginning it was a use of the session.
  let lastUsedAt = new Date()
  return async () => {
    const found = await findAccount(user).catch(() => undefined)
    if (found === undefined) return true
    const role = parseRole(found?.role)
    if (found === null || found.banned || !can({ role }, permission)) return false
    const [session] = found.sessions
    lastUsedAt = session?.updatedAt ?? lastUsedAt
    return session !== undefined || isIdle(lastUsedAt, role, new Date())
  }
}

function findAccount({ id, sessionId = '' }: SessionUser) {
  const sessions = { where: { id: sessionId }, select: { updatedAt: true } }
  return database().user.findUnique({
    where: { id },
    select: { role: true, banned: true, sessions },
  })
}
