import { createHash } from 'node:crypto'
import { networkOf } from '@/lib/auth/sign-in/network-of'
import { database, type Transaction } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { transaction } from '@/lib/db/transaction'

/** So many failures within the window lock an account to where they came from; unknown ones alike. */
export const FAILURES_PER_SOURCE = 5
/** So many failures of one account, from wherever, lock it to all browsers that it does not know. */
export const FAILURES_PER_ACCOUNT = 50
/** So many failures of all accounts together slow every stranger down: passwords are being sprayed. */
export const FAILURES_OVERALL = 100
/** The most attempts that are kept; beyond that only known browsers may try. */
export const MAX_ATTEMPTS_KEPT = 10_000
export const WINDOW_MINUTES = 15

const WINDOW_MS = WINDOW_MINUTES * 60_000
/** An attempt that is not settled by then was cut off, and counts as failed. */
const IN_HAND_MS = 30_000
const SLOW_DOWN_MS = 2_000

export type Claim =
  | { kind: 'allowed'; attemptId: bigint; delayMs: number }
  | { kind: 'locked'; retryAfterSeconds: number }
  /** As many attempts are in hand as may still fail: what comes of them has to be known first. */
  | { kind: 'busy' }

/** Where an attempt comes from, as far as it can be believed. */
export type AttemptSource = {
  /** A browser that has signed in to this account before; see `device-cookie.ts`. */
  device: string | null
  /** Where a trusted proxy vouches for it. */
  address: string | null
}

/**
 * Takes one of an account's attempts before the password is looked at. Failures count against the
 * browser where the account knows it, else against the account and the address, so that strangers'
 * failures do not shut the person out. Those in hand hold a place, so that guesses sent side by side
 * cannot pass the limit.
 */
export async function claimAttempt(email: string, source: AttemptSource): Promise<Claim> {
  const account = accountOf(email)
  const isKnown = source.device !== null
  const bucket = bucketOf(account, source)
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-in:${account}`}, 0))`
    const now = await databaseNow(tx)
    const since = new Date(now.getTime() - WINDOW_MS)
    await forget(tx, since)
    const refusal =
      (await judge(tx, { bucket }, FAILURES_PER_SOURCE, now)) ??
      (isKnown ? null : await judge(tx, { account }, FAILURES_PER_ACCOUNT, now))
    if (refusal !== null) return refusal
    const overall = isKnown ? 0 : await countFailures(tx, since)
    if (overall >= MAX_ATTEMPTS_KEPT) return { kind: 'busy' }
    const attempt = await tx.signInAttempt.create({ data: { account, bucket, succeeded: false } })
    const delayMs = overall >= FAILURES_OVERALL ? SLOW_DOWN_MS : 0
    return { kind: 'allowed', attemptId: attempt.id, delayMs }
  })
}

/** Notes how an attempt ended; after a success the failures before it in its place no longer count. */
export async function settleAttempt(attemptId: bigint, succeeded: boolean): Promise<void> {
  await database().signInAttempt.updateMany({
    where: { id: attemptId },
    data: { settled: true, succeeded },
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

/** An address as attempts and cookies have it: what people type by mistake stays out of them. */
export function accountOf(email: string): string {
  return hashOf(email.trim().toLowerCase())
}

/** Deletes a few attempts that count no more; those that another claim is deleting are left to it. */
async function forget(tx: Transaction, since: Date): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM sign_in_attempts WHERE id IN (
      SELECT id FROM sign_in_attempts WHERE at <= ${since} ORDER BY at LIMIT 1000 FOR UPDATE SKIP LOCKED)`
}

async function countFailures(tx: Transaction, since: Date): Promise<number> {
  return tx.signInAttempt.count({ where: { succeeded: false, at: { gt: since } } })
}

async function judge(
  tx: Transaction,
  where: { bucket: string } | { account: string },
  limit: number,
  now: Date,
): Promise<Claim | null> {
  const windowStart = new Date(now.getTime() - WINDOW_MS)
  const lastSuccess = await tx.signInAttempt.findFirst({
    where: { ...where, succeeded: true, at: { gt: windowStart } },
    orderBy: { at: 'desc' },
  })
  const since = lastSuccess?.at ?? windowStart
  const open = await tx.signInAttempt.findMany({
    where: { ...where, succeeded: false, at: { gt: since } },
    orderBy: { at: 'desc' },
  })
  const inHandSince = now.getTime() - IN_HAND_MS
  const failures = open.filter(({ settled, at }) => settled || at.getTime() <= inHandSince)
  const decisive = failures[limit - 1]
  if (decisive !== undefined) {
    const freeAt = decisive.at.getTime() + WINDOW_MS
    const retryAfterSeconds = Math.max(1, Math.ceil((freeAt - now.getTime()) / 1_000))
    return { kind: 'locked', retryAfterSeconds }
  }
  return open.length >= limit ? { kind: 'busy' } : null
}

function bucketOf(account: string, { device, address }: AttemptSource): string {
  if (device !== null) return hashOf(`device|${account}|${device}`)
  return address === null ? account : hashOf(`address|${account}|${networkOf(address)}`)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
