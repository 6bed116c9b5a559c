import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'

export type RevealAnswerRow = { tokens: string[]; outcomes: string[]; subject: string | null }

/** What came of a person's own request, where it was answered within so many seconds; else null. */
export async function findRevealAnswer(
  requestId: string,
  userId: string,
  withinSeconds: number,
): Promise<RevealAnswerRow | null> {
  const nowMs = (await databaseNow()).getTime()
  return database().revealLogEntry.findFirst({
    where: {
      requestId: BigInt(requestId),
      userId,
      outcome: 'done',
      at: { gt: new Date(nowMs - withinSeconds * 1_000) },
    },
    select: { tokens: true, outcomes: true, subject: true },
  })
}
