import { forgetAccountOrigins } from '@/lib/db/accounts/account-family'
import { lockTurn } from '@/lib/db/advisory-lock'
import { database, type Transaction } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { countRefusals } from '@/lib/db/reveal-log/count-refusals'
import { readRevealUse } from '@/lib/db/reveal-log/read-reveal-use'
import {
  attemptsLeft,
  findLock,
  findOverLimit,
  type RevealLock,
  type RevealOverLimit,
} from '@/lib/db/reveal-log/reveal-limits'
import { transaction } from '@/lib/db/transaction'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { DAY_MS } from '@/lib/model/time/units'

const KEPT_MS = DAY_MS

export type RevealClaim =
  /** `requestId` is the row of the log that asked. */
  { kind: 'allowed'; requestId: string; attemptId: bigint } | RevealLock | RevealOverLimit

/**
 * Takes what is asked for out of the limits of the person and of the vault, and enters the asking
 * into the reveal log, or the refusal, in one transaction. The passphrase counts as wrong until
 * `settleRight` says otherwise, so that guesses sent side by side, from any process or account,
 * cannot pass the limit.
 */
export async function claimReveal(
  entry: Omit<RevealLogEntry, 'outcome'>,
  needs: { values: number; passphrase: boolean; valuesPerHour: number },
): Promise<RevealClaim> {
  return transaction(async (tx) => {
    const { userId } = entry
    await lockLimits(tx)
    const use = await readRevealUse(tx, userId, await databaseNow(tx))
    const refusal = findLock(use) ?? findOverLimit(use, needs.values, needs.valuesPerHour)
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

/** How near the next lock is; `lock` is the one that this attempt led to. */
export type SettledReveal = { attemptsLeft: number; lock: RevealLock | null }

/**
 * Notes that the passphrase was right. The wrong ones of the same account before it count no more:
 * whoever knows it is not guessing. Those still being tried do, and a lock is not ended by it, since
 * nothing is tried while it lasts.
 */
export async function settleRight(attemptId: bigint): Promise<void> {
  await transaction(async (tx) => {
    await lockLimits(tx)
    const { userId, at } = await tx.revealAttempt.update({
      where: { id: attemptId },
      data: { settled: true, wrong: false },
      select: { userId: true, at: true },
    })
    await tx.revealAttempt.updateMany({
      where: { userId, wrong: true, settled: true, at: { lte: at } },
      data: { wrong: false },
    })
    await forget(tx, await databaseNow(tx))
  })
}

/**
 * Notes that the passphrase was wrong, which used up no values, and enters that into the reveal log.
 * Where it throws, the attempt counts as wrong still.
 */
export async function settleWrong(
  attemptId: bigint,
  entry: Omit<RevealLogEntry, 'outcome'>,
): Promise<SettledReveal> {
  return transaction(async (tx) => {
    await lockLimits(tx)
    const { userId } = await tx.revealAttempt.update({
      where: { id: attemptId },
      data: { settled: true, values: 0 },
      select: { userId: true },
    })
    const now = await databaseNow(tx)
    await forget(tx, now)
    const use = await readRevealUse(tx, userId, now)
    await appendRevealLog(tx, { ...entry, outcome: 'wrong-passphrase' })
    return { attemptsLeft: attemptsLeft(use), lock: findLock(use) }
  })
}

/**
 * Gives a claim back that came to nothing through no fault of the person's: never where the passphrase
 * was wrong, else whoever can make something fail after it guesses without a limit.
 */
export async function returnReveal(attemptId: bigint): Promise<void> {
  await database().revealAttempt.deleteMany({ where: { id: attemptId } })
}

async function forget(tx: Transaction, now: Date): Promise<void> {
  await tx.revealAttempt.deleteMany({ where: { at: { lt: new Date(now.getTime() - KEPT_MS) } } })
  await forgetAccountOrigins(tx, now)
}

/** The limits of the vault count everybody, so claims are judged one after another. */
async function lockLimits(tx: Transaction): Promise<void> {
  await lockTurn(tx, 'reveal limits')
}
