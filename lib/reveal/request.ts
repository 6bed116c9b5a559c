import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import {
  claimReveal,
  returnReveal,
  settleRight,
  settleWrong,
} from '@/lib/db/reveal-log/claim-reveal'
import type { RevealLock, RevealOverLimit } from '@/lib/db/reveal-log/reveal-limits'
import { env } from '@/lib/env'
import { describeFailure, UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { TokenKey } from '@/lib/masking/token-key'
import { loadTokenKeys } from '@/lib/masking/token-key'
import { PASSPHRASE_MAX_LENGTH } from '@/lib/model/reveal/reveal'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'

/** What keeps a request from being answered, in words for the person who asked. */
export type Denial =
  | { kind: 'locked'; problem: string; retryAfterSeconds: number }
  | { kind: 'over-limit'; problem: string; left: number; retryAfterSeconds: number }
  | { kind: 'wrong-passphrase'; problem: string; attemptsLeft: number }
  /** A key file is missing, damaged or open to others. */
  | { kind: 'keys-unusable'; problem: string }

/** What a request may use while it is answered, and not after. */
export type Unlocked = {
  requestId: string
  recipient: string
  privateKey: Uint8Array
  tokenKeys: readonly TokenKey[]
}

/** What `answer` gives: what the person gets, and what the log gets to know of it. */
export type Answer<Result> = {
  result: Result
  log: Pick<RevealLogEntry, 'tokens' | 'outcomes' | 'subject'>
}

/**
 * The course of every look at originals: limits and the log's row that asks are committed first; then the private key is
 * unwrapped, `answer` opens what was asked for, and the key is forgotten; then the log gets the row
 * that tells what came of it. Only after that does anybody see the answer.
 */
export async function withUnlockedVault<Result>(
  entry: Omit<RevealLogEntry, 'outcome'>,
  values: number,
  passphrase: unknown,
  answer: (unlocked: Unlocked) => Promise<Answer<Result>>,
): Promise<Result | Denial> {
  const claim = await claimOrDenial(entry, { values, passphrase: true })
  if (claim.kind !== 'allowed') return claim
  const { requestId, attemptId } = claim
  const about = { ...entry, requestId, reason: undefined, ticket: undefined }
  try {
    const tokenKeys = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
    const unwrapped = await unwrap(passphrase)
    if (unwrapped !== null) {
      try {
        await settleRight(attemptId)
        const answered = await answer({ requestId, tokenKeys, ...unwrapped })
        await recordInRevealLog({ ...about, ...answered.log, outcome: 'done' })
        return answered.result
      } finally {
        unwrapped.privateKey.fill(0)
      }
    }
  } catch (error) {
    await returnReveal(attemptId).catch(() => {})
    await recordInRevealLog({ ...about, outcome: 'failed' }).catch(() => {})
    if (error instanceof UserError) return { kind: 'keys-unusable', problem: error.message }
    // Without its message, which may quote what it failed on.
    throw new Error(`The request could not be answered: ${describeFailure(error)}`, {
      cause: error,
    })
  }
  // Out of reach of what gives the attempt back.
  return denyWrongPassphrase(attemptId, about)
}

/** Takes a request out of the limits and logs it; refusals come back in words. */
export async function claimOrDenial(
  entry: Omit<RevealLogEntry, 'outcome'>,
  needs: { values: number; passphrase: boolean },
) {
  const valuesPerHour = env().VEILGATE_REVEAL_VALUES_PER_HOUR
  const claim = await claimReveal(entry, { ...needs, valuesPerHour })
  if (claim.kind === 'allowed') return claim
  return { ...claim, problem: describeRefusal(claim) }
}

/** Counts a wrong passphrase and records it; a lock for everybody is told in the log as well. */
export async function denyWrongPassphrase(
  attemptId: bigint,
  about: Omit<RevealLogEntry, 'outcome'>,
): Promise<Denial> {
  const { attemptsLeft, lock } = await settleWrong(attemptId, about)
  if (lock !== null) {
    const { scope, retryAfterSeconds } = lock
    const fields = { scope, retryAfterSeconds, userId: about.userId }
    if (scope === 'vault') log.error('reveal.locked-for-everybody', fields)
    else log.warn('reveal.locked', fields)
  }
  const problem = describeWrongPassphrase(attemptsLeft, lock)
  return { kind: 'wrong-passphrase', problem, attemptsLeft }
}

/** What an account may be changed with, too: whether a passphrase opens the vault. */
export async function isVaultPassphrase(passphrase: unknown): Promise<boolean> {
  const unwrapped = await unwrap(passphrase)
  unwrapped?.privateKey.fill(0)
  return unwrapped !== null
}

/** Nothing that could not be a passphrase costs half a second of scrypt. */
async function unwrap(passphrase: unknown) {
  if (
    typeof passphrase !== 'string' ||
    passphrase === '' ||
    passphrase.length > PASSPHRASE_MAX_LENGTH
  )
    return null
  return unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, passphrase)
}

function describeRefusal(refusal: RevealLock | RevealOverLimit): string {
  const when = describeWait(refusal.retryAfterSeconds)
  if (refusal.kind === 'locked') {
    const whom = refusal.scope === 'vault' ? 'everybody' : 'you'
    return `Too many wrong passphrases. Reveal is locked for ${whom}; try again ${when}.`
  }
  const { scope, valuesPerHour, left } = refusal
  const rest = left === 0 ? 'none is left' : left === 1 ? '1 is left' : `${left} are left`
  const whose = scope === 'vault' ? 'for everybody together' : 'per person'
  return `The hourly limit is ${valuesPerHour} values ${whose}, and ${rest}. Try again ${when}.`
}

function describeWrongPassphrase(attemptsLeft: number, lock: RevealLock | null): string {
  if (lock !== null) {
    const whom = lock.scope === 'vault' ? 'everybody' : 'you'
    return `The passphrase is wrong. Reveal is now locked for ${whom}.`
  }
  const tries = attemptsLeft === 1 ? '1 attempt' : `${attemptsLeft} attempts`
  return `The passphrase is wrong. ${tries} left before reveal is locked.`
}

function describeWait(seconds: number): string {
  return seconds < 90 ? 'in a minute' : `in ${Math.ceil(seconds / 60)} minutes`
}
