'use server'

import { allowanceOf } from '@/app/(console)/reveal/allowance'
import { NO_INPUT, serverAction, verbAction } from '@/app/(console)/server-action'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import type { Actor, Refused } from '@/lib/reveal/actor'
import { findByOriginal } from '@/lib/reveal/find-by-original'
import { recordCopy } from '@/lib/reveal/record-copy'
import type { Invalid, RecordedVerb } from '@/lib/reveal/recorded-verb'
import { reveal } from '@/lib/reveal/reveal'

/** Brings originals back for one look. */
export const revealTokens = verbAction('reveal', withAllowance(reveal))

/** Tells what the person may still ask for, before they ask. */
export const readRevealAllowance = serverAction(
  'reveal-allowance',
  { permission: 'reveal', input: NO_INPUT },
  async ({ actor }) => ({ kind: 'read' as const, allowance: await allowanceOf(actor.user) }),
)

/** Records that a shown value is about to be copied. */
export const recordRevealCopy = verbAction('copy', recordCopy)

/** Tells the token of an original. */
export const findToken = verbAction('find-by-original', withAllowance(findByOriginal))

/** Says with each outcome what the person may still ask for; to whoever may not, nothing. */
function withAllowance<Input, Outcome extends { kind: string }>(
  verb: RecordedVerb<Input, Outcome>,
) {
  type Outcomes = Refused | Invalid | Outcome
  return async (
    actor: Actor,
    input: Input,
  ): Promise<Outcomes & { allowance?: RevealAllowance | null }> => {
    const outcome: Outcomes = await verb(actor, input)
    if (outcome.kind === 'refused') return outcome
    return { ...outcome, allowance: await allowanceOf(actor.user) }
  }
}
