import { createHash } from 'node:crypto'
import { database } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { transaction } from '@/lib/db/transaction'

/** So many failures within the window lock an account; unknown addresses are locked as well. */
export const FAILURES_PER_ACCOUNT = 5
/** So many failures of all accounts together slow every attempt down: passwords are being sprayed. */
export const FAILURES_OVERALL = 100
export const WINDOW_MINUTES = 15

const WINDOW_MS = WINDOW_MINUTES * 60_000
const KEPT_MS = 24 * 60 * 60_000
const SLOW_DOWN_MS = 2_000

export type Claim =
  | { kind: 'allowed'; attemptId: bigint; delayMs: number }
  | { kind: 'locked'; retryAfterSeconds: number }

/**
 * Takes one of an account's attempts before the password is looked at. It counts as failed until
 * `settleAttempt` says otherwise, so that guesses sent side by side cannot pass the limit.
 */
export async function claimAttempt(email: string): Promise<Claim> {
  const account = accountOf(email)
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${account}`}, 0))`
    const nowMs = (await databaseNow(tx)).getTime()
    const since = new Date(nowMs - WINDOW_MS)
    const lastSuccess = await tx.signInAttempt.findFirst({
      where: { account, succeeded: true, at: { gt: since } },
      orderBy: { at: 'desc' },
    })
    const failures = await tx.signInAttempt.findMany({
      where: { account, succeeded: false, at: { gt: lastSuccess?.at ?? since } },
      orderBy: { at: 'desc' },
      take: FAILURES_PER_ACCOUNT,
    })
    const oldest = failures[FAILURES_PER_ACCOUNT - 1]
    if (oldest !== undefined) {
      const freeAt = oldest.at.getTime() + WINDOW_MS
      return {
        kind: 'locked',
        retryAfterSeconds: Math.max(1, Math.ceil((freeAt - nowMs) / 1_000)),
      }
    }
    const attempt = await tx.signInAttempt.create({ data: { account, succeeded: false } })
    const overall = await tx.signInAttempt.count({
      where: { succeeded: false, at: { gt: since } },
    })
    const delayMs = overall > FAILURES_OVERALL ? SLOW_DOWN_MS : 0
    return { kind: 'allowed', attemptId: attempt.id, delayMs }
  })
}

/** Notes that an attempt succeeded; the account's earlier failures no longer count. */
export async function settleAttempt(attemptId: bigint): Promise<void> {
  await transaction(async (tx) => {
    await tx.signInAttempt.update({ where: { id: attemptId }, data: { succeeded: true } })
    const nowMs = (await databaseNow(tx)).getTime()
    await tx.signInAttempt.deleteMany({ where: { at: { lt: new Date(nowMs - KEPT_MS) } } })
  })
}

/** Takes an attempt back that failed through no fault of the person's. */
export async function returnAttempt(attemptId: bigint): Promise<void> {
  await database().signInAttempt.deleteMany({ where: { id: attemptId } })
}

/** Forgets an account's attempts, which unlocks it. */
export async function unlockAccount(email: string): Promise<void> {
  await database().signInAttempt.deleteMany({ where: { account: accountOf(email) } })
}

function accountOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
