'use server'

import { z } from 'zod'
import { serverAction, verbAction } from '@/app/(console)/server-action'
import { BULK_ACTIONS } from '@/lib/model/rejected/rejected-bulk'
import { openQueue } from '@/lib/queue/open-queue'
import type { Actor } from '@/lib/reveal/actor'
import { recordCopy } from '@/lib/reveal/record-copy'
import { rejectedFilterInput } from '@/lib/reveal/rejected/bulk-input'
import { discardManyRejected } from '@/lib/reveal/rejected/discard-many-rejected'
import { discardRejected } from '@/lib/reveal/rejected/discard-rejected'
import { openRejected } from '@/lib/reveal/rejected/open-rejected'
import { previewBulk } from '@/lib/reveal/rejected/preview-bulk'
import { returnManyRejected } from '@/lib/reveal/rejected/return-many-rejected'
import { returnRejected, type SendBack } from '@/lib/reveal/rejected/return-rejected'

/** Opens the sealed body of a rejected message for one look. */
export const openRejectedBody = verbAction('open-rejected', openRejected)

/** Records that a shown body is about to be copied. */
export const recordBodyCopy = verbAction('copy', recordCopy)

/** Puts a rejected message back on the queue, as a new one that names the old. */
export const returnRejectedMessage = verbAction('return-rejected', returnToQueue, '/rejected')

/** Discards a rejected message for good. */
export const discardRejectedMessage = verbAction('discard-rejected', discardRejected, '/rejected')

/** Counts the open messages of a filter that would be returned or discarded, and why they were rejected. */
export const previewBulkRejected = serverAction(
  'preview-bulk-rejected',
  {
    permission: 'return-rejected',
    input: z.object({ action: z.enum(BULK_ACTIONS), filter: rejectedFilterInput }),
    changesNothing: true,
  },
  ({ actor }, { action, filter }) => previewBulk(actor, action, filter),
)

/** Puts the open messages of a filter back on the queue. */
export const returnManyRejectedMessages = verbAction(
  'return-many-rejected',
  returnManyToQueue,
  '/rejected',
)

/** Discards the open messages of a filter for good. */
export const discardManyRejectedMessages = verbAction(
  'discard-many-rejected',
  discardManyRejected,
  '/rejected',
)

function returnToQueue(actor: Actor, input: Parameters<typeof returnRejected>[1]) {
  return returnRejected(actor, input, sendBack)
}

function returnManyToQueue(actor: Actor, input: Parameters<typeof returnManyRejected>[1]) {
  return returnManyRejected(actor, input, sendBack)
}

const sendBack: SendBack = (body, oldMessageId) => openQueue().sendBack(body, oldMessageId)
