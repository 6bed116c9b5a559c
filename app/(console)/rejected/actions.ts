'use server'

import { verbAction } from '@/app/(console)/server-action'
import { openQueue } from '@/lib/queue/open-queue'
import type { Actor } from '@/lib/reveal/actor'
import { recordCopy } from '@/lib/reveal/record-copy'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { openRejected } from '@/lib/reveal/rejected/open-rejected'
import { returnRejected } from '@/lib/reveal/rejected/return-rejected'

/** Opens the sealed body of a rejected message for one look. */
export const openRejectedBody = verbAction('open-rejected', openRejected)

/** Records that a shown body is about to be copied. */
export const recordBodyCopy = verbAction('copy', recordCopy)

/** Puts a rejected message back on the queue, as a new one that names the old. */
export const returnRejectedMessage = verbAction('return-rejected', returnToQueue, '/rejected')

/** Discards a rejected message for good. */
export const discardRejectedMessage = verbAction('discard-rejected', discardRejected, '/rejected')

function returnToQueue(actor: Actor, input: Parameters<typeof returnRejected>[1]) {
  return returnRejected(actor, input, (body, oldMessageId) =>
    openQueue().sendBack(body, oldMessageId),
  )
}
