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
/** Older attempts count for nothing. So many at most are forgotten at each claim. */
const FORGOTTEN_AT_ONCE = 1_000
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
  await forgetOldAttempts()
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
  await database().signInAttempt.update({ where: { id: attemptId }, data: { succeeded: true } })
}

/** Takes an attempt back that failed through no fault of the person's. */
export async function returnAttempt(attemptId: bigint): Promise<void> {
  await database().signInAttempt.deleteMany({ where: { id: attemptId } })
}

/** Forgets an account's attempts, which unlocks it. */
export async function unlockAccount(email: string): Promise<void> {
  await database().signInAttempt.deleteMany({ where: { account: accountOf(email) } })
}

/** At every claim, so that strangers' failures do not pile up until somebody succeeds. */
async function forgetOldAttempts() {
  await database().$executeRaw`
    DELETE FROM sign_in_attempts WHERE id IN (
      SELECT id FROM sign_in_attempts
      WHERE at < now() - make_interval(mins => ${WINDOW_MINUTES * 2}::int)
      ORDER BY at LIMIT ${FORGOTTEN_AT_ONCE}::int FOR UPDATE SKIP LOCKED
    )`
}

function accountOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
