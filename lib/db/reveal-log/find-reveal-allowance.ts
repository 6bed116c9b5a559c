import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { LOCK_MINUTES, WRONG_PASSPHRASES } from '@/lib/db/reveal-log/claim-reveal'

/** What a person may still ask for; as of now, so another of their requests may change it. */
export type RevealAllowance = {
  valuesPerHour: number
  /** Of the values of this hour. */
  left: number
  /** How many wrong passphrases are left before a lock. */
  attemptsLeft: number
  /** Zero where reveal is not locked. */
  lockedSeconds: number
}

/** Reads what is left of a person's limits; changes nothing. */
export async function findRevealAllowance(
  userId: string,
  valuesPerHour: number,
): Promise<RevealAllowance> {
  const nowMs = (await databaseNow()).getTime()
  const attempts = await database().revealAttempt.findMany({
    where: { userId, at: { gt: new Date(nowMs - 60 * 60_000) } },
    orderBy: { at: 'desc' },
  })
  const used = attempts.reduce((sum, attempt) => sum + attempt.values, 0)
  const lockMs = LOCK_MINUTES * 60_000
  const wrong = attempts.filter(({ wrong, at }) => wrong && at.getTime() > nowMs - lockMs)
  const oldest = wrong[WRONG_PASSPHRASES - 1]
  const lockedMs = oldest === undefined ? 0 : oldest.at.getTime() + lockMs - nowMs
  return {
    valuesPerHour,
    left: Math.max(0, valuesPerHour - used),
    attemptsLeft: Math.max(0, WRONG_PASSPHRASES - wrong.length),
    lockedSeconds: Math.max(0, Math.ceil(lockedMs / 1_000)),
  }
}
