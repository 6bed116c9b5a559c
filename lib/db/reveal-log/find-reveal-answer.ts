import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'

export type RevealAnswerRow = {
  tokens: string[]
  outcomes: string[]
  subject: string | null
  /** By the clock of the database. */
  ageSeconds: number
}

/** What came of a person's own request; null where it was not answered. */
export async function findRevealAnswer(
  requestId: string,
  userId: string,
): Promise<RevealAnswerRow | null> {
  const nowMs = (await databaseNow()).getTime()
  const found = await database().revealLogEntry.findFirst({
    where: { requestId: BigInt(requestId), userId, outcome: 'done', action: { not: 'copy' } },
    select: { tokens: true, outcomes: true, subject: true, at: true },
  })
  if (found === null) return null
  const { at, ...answer } = found
  return { ...answer, ageSeconds: (nowMs - at.getTime()) / 1_000 }
}
