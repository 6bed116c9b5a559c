import { database, type Transaction } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { countRefusals } from '@/lib/db/reveal-log/count-refusals'
import { transaction } from '@/lib/db/transaction'
import type { RevealLogEntry } from '@/lib/model/reveal-log'

/** So many wrong passphrases within the window lock a person out. */
export const WRONG_PASSPHRASES = 5
export const LOCK_MINUTES = 15

const LOCK_MS = LOCK_MINUTES * 60_000
const HOUR_MS = 60 * 60_000
const KEPT_MS = 24 * HOUR_MS

export type RevealClaim =
  /** `requestId` is the row of the log that asked. */
  | { kind: 'allowed'; requestId: string; attemptId: bigint }
  | { kind: 'locked'; retryAfterSeconds: number }
  | { kind: 'over-limit'; left: number; retryAfterSeconds: number }

/**
 * Takes what is asked for out of a person's limits and enters the asking into the reveal log, or
 * the refusal, in one transaction. The passphrase counts as wrong until `settleReveal` says
 * otherwise, so that guesses sent side by side, from any process, cannot pass the limit.
 */
export async function claimReveal(
  entry: Omit<RevealLogEntry, 'outcome'>,
  needs: { values: number; passphrase: boolean; valuesPerHour: number },
): Promise<RevealClaim> {
  return transaction(async (tx) => {
    const { userId } = entry
    await tx.$queryRaw`
      SELECT pg_advisory_xact_lock(hashtextextended(${`veilgate reveal ${userId}`}, 0))::text`
    const now = await databaseNow(tx)
    const refusal =
      (await findLock(tx, userId, now)) ?? (await findOverLimit(tx, userId, now, needs))
    if (refusal !== null) {
      await countRefusals(tx, { ...entry, outcome: refusal.kind })
      return refusal
    }
    const { id: attemptId } = await tx.revealAttempt.create({
      data: { userId, values: needs.values, wrong: needs.passphrase },
      select: { id: true },
    })
    const { id: requestId } = await appendRevealLog(tx, { ...entry, outcome: 'asked' })
    return { kind: 'allowed', requestId, attemptId }
  })
}

/**
 * Notes whether the passphrase was right; a wrong one used up no values. After a right one the wrong
 * ones before it count no more: whoever knows it is not guessing. Those still being tried do, and a
 * lock is not ended by it, since nothing is tried while it lasts.
 * @returns how many more wrong ones lock the person out.
 */
export async function settleReveal(
  attemptId: bigint,
  passphrase: 'right' | 'wrong',
): Promise<number> {
  const { userId, at } = await database().revealAttempt.update({
    where: { id: attemptId },
    data: passphrase === 'right' ? { wrong: false } : { values: 0 },
    select: { userId: true, at: true },
  })
  if (passphrase === 'right') {
    // One that is settled as wrong has no values; one that is being tried has.
    await database().revealAttempt.updateMany({
      where: { userId, wrong: true, values: 0, at: { lte: at } },
      data: { wrong: false },
    })
  }
  const now = await databaseNow()
  await database().revealAttempt.deleteMany({ where: { at: { lt: before(now, KEPT_MS) } } })
  const wrong = await database().revealAttempt.count({
    where: { userId, wrong: true, at: { gt: before(now, LOCK_MS) } },
  })
  return Math.max(0, WRONG_PASSPHRASES - wrong)
}

/** Gives a claim back that came to nothing through no fault of the person's. */
export async function returnReveal(attemptId: bigint): Promise<void> {
  await database().revealAttempt.deleteMany({ where: { id: attemptId } })
}

async function findLock(tx: Transaction, userId: string, now: Date) {
  const wrong = await tx.revealAttempt.findMany({
    where: { userId, wrong: true, at: { gt: before(now, LOCK_MS) } },
    orderBy: { at: 'desc' },
    take: WRONG_PASSPHRASES,
  })
  const oldest = wrong[WRONG_PASSPHRASES - 1]
  if (oldest === undefined) return null
  return { kind: 'locked' as const, retryAfterSeconds: secondsUntil(oldest.at, LOCK_MS, now) }
}

async function findOverLimit(
  tx: Transaction,
  userId: string,
  now: Date,
  { values, valuesPerHour }: { values: number; valuesPerHour: number },
) {
  const used = await tx.revealAttempt.findMany({
    where: { userId, values: { gt: 0 }, at: { gt: before(now, HOUR_MS) } },
    orderBy: { at: 'asc' },
  })
  let left = valuesPerHour - used.reduce((sum, attempt) => sum + attempt.values, 0)
  if (left >= values) return null
  const refusal = { kind: 'over-limit' as const, left: Math.max(0, left) }
  for (const attempt of used) {
    left += attempt.values
    if (left >= values) {
      return { ...refusal, retryAfterSeconds: secondsUntil(attempt.at, HOUR_MS, now) }
    }
  }
  return { ...refusal, retryAfterSeconds: HOUR_MS / 1_000 }
}

function secondsUntil(at: Date, laterMs: number, now: Date): number {
  return Math.max(1, Math.ceil((at.getTime() + laterMs - now.getTime()) / 1_000))
}

function before(now: Date, ms: number): Date {
  return new Date(now.getTime() - ms)
}
