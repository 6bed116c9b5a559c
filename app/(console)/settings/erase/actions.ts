'use server'

import { revalidatePath } from 'next/cache'
import { asAsker, type Failed } from '@/app/(console)/asker'
import { countErasable, type Erasable } from '@/lib/db/vault/count-erasable'
import { type Refused, refuseUnlessAdmin } from '@/lib/reveal/asker'
import { type EraseAnswer, eraseUser } from '@/lib/reveal/erase-user'

export type PreviewAnswer =
  | Refused
  | Failed
  | { kind: 'invalid'; problem: string }
  | ({ kind: 'counted'; userId: string } & Erasable)

/** What an erasure would reach; changes nothing. */
export async function previewErasure(input: { userId: string }): Promise<PreviewAnswer> {
  return asAsker('erase-preview', async (asker) => {
    const refused = await refuseUnlessAdmin(asker, 'erase')
    if (refused !== null) return refused
    const { userId } = { ...input }
    if (!isText(userId)) return { kind: 'invalid', problem: 'That is no user id.' }
    return { kind: 'counted', userId, ...(await countErasable(userId)) }
  })
}

/** Erases a person for good. */
export async function erasePerson(input: {
  userId: string
  reason: string
  ticket: string
}): Promise<EraseAnswer | Failed> {
  const answer = await asAsker('erase', (asker) => {
    const { userId, reason, ticket } = { ...input }
    return eraseUser({ ...asker, userId, reason, ticket })
  })
  revalidatePath('/settings/erase')
  return answer
}

function isText(userId: unknown): userId is string {
  if (typeof userId !== 'string' || userId.length < 1 || userId.length > 128) return false
  return userId.isWellFormed() && !/\p{Cc}/u.test(userId)
}
