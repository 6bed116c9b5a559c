import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { returnReveal, settleRight } from '@/lib/db/reveal-log/claim-reveal'
import { UserError } from '@/lib/errors'
import { FRESH_SIGN_IN_MINUTES } from '@/lib/model/reveal/reveal'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import {
  claimOrDenial,
  type Denial,
  denyWrongPassphrase,
  isVaultPassphrase,
} from '@/lib/reveal/request'

/** Neither the passphrase nor a recent sign-in: nothing was counted, and nothing done. */
export type NotConfirmed = { kind: 'not-confirmed'; problem: string }

/** `requestId` is the row of the log that asked, where a passphrase was tried. */
export type Confirmed = { kind: 'confirmed'; requestId?: string }

type About = Pick<RevealLogEntry, 'action' | 'subject' | 'reason' | 'ticket'>

const FRESH_MS = FRESH_SIGN_IN_MINUTES * 60_000

/**
 * Confirms something that cannot be undone: by the vault's passphrase, or by having signed in just
 * now. A session that was left open, or stolen, does neither.
 */
export async function confirmActor(
  actor: Actor,
  about: About,
  passphrase: string,
): Promise<Confirmed | NotConfirmed | Denial> {
  if (isFresh(actor)) return { kind: 'confirmed' }
  if (passphrase !== '') return confirmByPassphrase(actor, about, passphrase)
  return {
    kind: 'not-confirmed',
    problem: `Enter the vault passphrase: you signed in more than ${FRESH_SIGN_IN_MINUTES} minutes ago.`,
  }
}

/**
 * Confirms by the vault's passphrase alone what would hand out the power to guess it. Each try counts
 * in the same limits as a reveal does.
 */
export async function confirmByPassphrase(
  actor: Actor,
  about: About,
  passphrase: string,
): Promise<Confirmed | NotConfirmed | Denial> {
  if (passphrase === '') return { kind: 'not-confirmed', problem: 'Enter the vault passphrase.' }
  const entry = { ...identityOf(actor), ...about }
  const claim = await claimOrDenial(entry, { values: 0, passphrase: true })
  if (claim.kind !== 'allowed') return claim
  const { requestId, attemptId } = claim
  const after = { ...entry, requestId, reason: undefined, ticket: undefined }
  try {
    if (await isVaultPassphrase(passphrase)) {
      await settleRight(attemptId)
      return { kind: 'confirmed', requestId }
    }
  } catch (error) {
    await returnReveal(attemptId).catch(() => {})
    await recordInRevealLog({ ...after, outcome: 'failed' }).catch(() => {})
    if (error instanceof UserError) return { kind: 'keys-unusable', problem: error.message }
    throw error
  }
  // Out of reach of what gives the attempt back.
  return denyWrongPassphrase(attemptId, after)
}

function isFresh({ user }: Actor): boolean {
  if (user.signedInAt === undefined) return false
  const ageMs = Date.now() - user.signedInAt.getTime()
  // A sign-in that lies further ahead is of before a clock was put back, or of a host whose clock is ahead.
  return Math.abs(ageMs) < FRESH_MS
}
