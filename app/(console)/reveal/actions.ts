'use server'

import { asAsker, type Failed } from '@/app/(console)/asker'
import { allowanceOf } from '@/app/(console)/reveal/allowance'
import type { CurrentUser } from '@/lib/auth/current-user'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { type FoundAnswer, findByOriginal } from '@/lib/reveal/find-by-original'
import { type CopyAnswer, recordCopy } from '@/lib/reveal/record-copy'
import { type RevealAnswer, reveal } from '@/lib/reveal/reveal'

type RevealInput = { tokens: string[]; passphrase: string; reason: string; ticket: string }
type FindInput = { field: 'ip' | 'device_id'; original: string; reason: string; ticket: string }

/** What came of it, and what the person may still ask for. */
export type WithAllowance<Answer> = { answer: Answer; allowance: RevealAllowance | null }

/** Brings originals back for one look. Arguments may be anything: `reveal` checks each. */
export async function revealTokens(
  input: RevealInput,
): Promise<WithAllowance<RevealAnswer | Failed>> {
  return withAllowance('reveal', (asker) => {
    const { tokens, passphrase, reason, ticket } = { ...input }
    return reveal({ ...asker, tokens, passphrase, reason, ticket })
  })
}

/** Records that a shown value is about to be copied. */
export async function recordRevealCopy(input: {
  requestId: string
  token?: string
}): Promise<CopyAnswer | Failed> {
  return asAsker('copy', (asker) => {
    const { requestId, token } = { ...input }
    return recordCopy({ ...asker, requestId, token })
  })
}

/** Tells the token of an original. */
export async function findToken(input: FindInput): Promise<WithAllowance<FoundAnswer | Failed>> {
  return withAllowance('find-by-original', (asker) => {
    const { field, original, reason, ticket } = { ...input }
    return findByOriginal({ ...asker, field, original, reason, ticket })
  })
}

async function withAllowance<Answer>(
  name: string,
  act: (asker: { user: CurrentUser; clientAddress?: string | null }) => Promise<Answer>,
): Promise<WithAllowance<Answer | Failed>> {
  let admin: CurrentUser | null = null
  const answer = await asAsker(name, async (asker) => {
    if (asker.user.role === 'admin') admin = asker.user
    return act(asker)
  })
  return { answer, allowance: admin === null ? null : await allowanceOf(admin) }
}
