'use server'

import { revalidatePath } from 'next/cache'
import { asAsker, type Failed } from '@/app/(console)/asker'
import { openQueue } from '@/lib/queue/open-queue'
import { type DiscardAnswer, discardRejected } from '@/lib/reveal/discard-rejected'
import { type OpenRejectedAnswer, openRejected } from '@/lib/reveal/open-rejected'
import { recordCopy } from '@/lib/reveal/record-copy'
import { type ReturnAnswer, returnRejected } from '@/lib/reveal/return-rejected'

type Asked = { id: string; passphrase: string; reason: string; ticket: string }

/** Opens the sealed body of a rejected message for one look. */
export async function openRejectedBody(input: Asked): Promise<OpenRejectedAnswer | Failed> {
  return asAsker('open-rejected', (asker) => openRejected({ ...asker, ...parts(input) }))
}

/** Records that a shown body is about to be copied. */
export async function recordBodyCopy(input: { requestId: string }) {
  return asAsker('copy', (asker) => recordCopy({ ...asker, requestId: { ...input }.requestId }))
}

/** Puts a rejected message back on the queue, as a new one that names the old. */
export async function returnRejectedMessage(
  input: Asked & { again: boolean },
): Promise<ReturnAnswer | Failed> {
  const answer = await asAsker('return-rejected', (asker) =>
    returnRejected({
      ...asker,
      ...parts(input),
      again: { ...input }.again === true,
      sendBack: (body, oldMessageId) => openQueue().sendBack(body, oldMessageId),
    }),
  )
  revalidatePath('/rejected')
  return answer
}

/** Discards a rejected message for good. */
export async function discardRejectedMessage(
  input: Omit<Asked, 'passphrase'>,
): Promise<DiscardAnswer | Failed> {
  const answer = await asAsker('discard-rejected', (asker) => {
    const { id, reason, ticket } = { ...input }
    return discardRejected({ ...asker, id, reason, ticket })
  })
  revalidatePath('/rejected')
  return answer
}

/** The parts that are asked for, and no others: an argument may be anything. */
function parts(input: Asked): Asked {
  const { id, passphrase, reason, ticket } = { ...input }
  return { id, passphrase, reason, ticket }
}
