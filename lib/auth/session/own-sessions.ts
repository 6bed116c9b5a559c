import type { CurrentUser } from '@/lib/auth/current-user'
import { noteEnded } from '@/lib/auth/session/known-sessions'
import { isIdle } from '@/lib/auth/session/session-limits'
import { database } from '@/lib/db/client'

export type OwnSession = {
  id: string
  signedInAt: Date
  lastUsedAt: Date
  /** Where a trusted proxy vouches for it. */
  address: string | null
  userAgent: string | null
  /** Whether it is the one that asks. */
  isCurrent: boolean
}

/** One's own sessions that may still be used, the latest used first. */
export async function listOwnSessions(user: CurrentUser): Promise<OwnSession[]> {
  const now = new Date()
  const sessions = await database().session.findMany({
    where: { userId: user.id, expiresAt: { gt: now } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
  })
  return sessions
    .filter(({ updatedAt }) => !isIdle(updatedAt, user.role, now))
    .map(({ id, createdAt, updatedAt, ipAddress, userAgent }) => ({
      id,
      signedInAt: createdAt,
      lastUsedAt: updatedAt,
      address: ipAddress || null,
      userAgent: userAgent || null,
      isCurrent: id === user.sessionId,
    }))
}

/** Ends one of one's own sessions. @returns whether there was such a one. */
export async function endOwnSession(user: { id: string }, sessionId: string): Promise<boolean> {
  const where = { userId: user.id, id: sessionId }
  const { count } = await database().session.deleteMany({ where })
  noteEnded({ userId: user.id, sessionId }, { kind: 'elsewhere' })
  return count > 0
}

/** Ends all of one's own sessions but the one that asks. @returns how many. */
export async function endOtherSessions({ id: userId, sessionId }: CurrentUser): Promise<number> {
  const where = { userId, id: { not: sessionId ?? '' } }
  const { count } = await database().session.deleteMany({ where })
  noteEnded({ userId, exceptId: sessionId }, { kind: 'elsewhere' })
  return count
}
