import { database } from '@/lib/db/client'

export type RevealAnswerRow = { tokens: string[]; outcomes: string[]; subject: string | null }

/** What came of a person's own request, where it was answered within the last minutes; else null. */
export async function findRevealAnswer(
  requestId: string,
  userId: string,
  withinMinutes: number,
): Promise<RevealAnswerRow | null> {
  return database().revealLogEntry.findFirst({
    where: {
      requestId: BigInt(requestId),
      userId,
      outcome: 'done',
      at: { gt: new Date(Date.now() - withinMinutes * 60_000) },
    },
    select: { tokens: true, outcomes: true, subject: true },
  })
}
