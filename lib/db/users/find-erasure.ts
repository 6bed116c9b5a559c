import { database } from '@/lib/db/client'

/** That a person was erased, and how. */
export type FoundErasure = {
  /** ISO 8601, UTC. */
  erasedAt: string
  /** Whether the id is a tombstone that replaced the person's own. */
  isTombstone: boolean
}

/** The newest erasure of a user by the id that their logins have since then; null where there is none. */
export async function findErasure(userId: string): Promise<FoundErasure | null> {
  const found = await database().erasure.findFirst({
    where: { OR: [{ userId }, { replacedBy: userId }] },
    orderBy: { id: 'desc' },
    select: { erasedAt: true, replacedBy: true },
  })
  if (found === null) return null
  return { erasedAt: found.erasedAt.toISOString(), isTombstone: found.replacedBy === userId }
}
