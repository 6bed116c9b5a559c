import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { readRevealUse } from '@/lib/db/reveal-log/read-reveal-use'
import {
  attemptsLeft,
  findLock,
  type LimitScope,
  valuesLeft,
} from '@/lib/db/reveal-log/reveal-limits'

/** What a person may still ask for; as of now, so another request may change it. */
export type RevealAllowance = {
  valuesPerHour: number
  /** Of the values of this hour. */
  left: number
  /** How many wrong passphrases are left before a lock. */
  attemptsLeft: number
  /** Zero where reveal is not locked. */
  lockedSeconds: number
  /** Whom the lock concerns. */
  lockedScope: LimitScope | null
}

/** Reads what is left of the limits of a person and of the vault; changes nothing. */
export async function findRevealAllowance(
  userId: string,
  valuesPerHour: number,
): Promise<RevealAllowance> {
  const use = await readRevealUse(database(), userId, await databaseNow())
  const lock = findLock(use)
  return {
    valuesPerHour,
    left: Math.max(0, valuesLeft(use, valuesPerHour)),
    attemptsLeft: attemptsLeft(use),
    lockedSeconds: lock?.retryAfterSeconds ?? 0,
    lockedScope: lock?.scope ?? null,
  }
}
