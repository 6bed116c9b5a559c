import { z } from 'zod'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { decodeReason, isReasonText } from '@/lib/model/reject-reasons'
import { type RejectedFilter, WHOLE_MESSAGE } from '@/lib/model/rejected/rejected-groups'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'
import { rejectedId } from '@/lib/reveal/rejected/rejected-id'

const MAX_MS = 8_640_000_000_000_000
const moment = z.int().min(0).max(MAX_MS).optional()

/** A filter as it comes from outside. It is named in the log, so that each part must be one that is known. */
export const rejectedFilterInput = z.object({
  runId: z.int().min(1).max(0x7fffffff).optional(),
  reason: z.string().max(80).refine(isKnownReason).optional(),
  field: z.string().max(32).refine(isField).optional(),
  state: z.enum(REJECTED_STATES).optional(),
  requestId: rejectedId.optional(),
  fromMs: moment,
  toMs: moment,
})

function isKnownReason(text: string): boolean {
  const { field } = decodeReason(text)
  return isReasonText(text) && (field === null || isField(field))
}

function isField(text: string): boolean {
  return text === WHOLE_MESSAGE || LOGIN_FIELD_LIST.some(({ key }) => key === text)
}

/**
 * What a bulk action is about, beside passphrase and justification: so many of the open messages that fit,
 * none of which came after the preview.
 * @param most how many it takes at most.
 */
export function bulkInput(most: number) {
  return {
    /** What the page asks for the progress by, and stops it by. */
    bulk: z.uuid(),
    filter: rejectedFilterInput,
    throughId: rejectedId,
    count: z
      .int()
      .min(1, { error: 'No message is left to be settled.' })
      .max(most, { error: `At most ${most} messages can be settled at once.` }),
  }
}

export type BulkRequest = { bulk: string; filter: RejectedFilter; throughId: string; count: number }

/** How the log names many rejected messages: in 256 characters at most, the longest of each part together. */
export function bulkSubject({ filter, count, throughId }: BulkRequest): string {
  const { runId, reason, field, state, requestId, fromMs, toMs } = filter
  const parts = [
    reason === undefined ? null : `reason ${reason}`,
    field === undefined ? null : `field ${field}`,
    state === undefined ? null : `state ${state}`,
    runId === undefined ? null : `run ${runId}`,
    requestId === undefined ? null : `request ${requestId}`,
    fromMs === undefined ? null : `from ${new Date(fromMs).toISOString()}`,
    toMs === undefined ? null : `to ${new Date(toMs).toISOString()}`,
  ].flatMap((part) => part ?? [])
  const which = parts.length === 0 ? 'of all' : `of ${parts.join(', ')}`
  const messages = count === 1 ? '1 rejected message' : `${count} rejected messages`
  return `${messages} ${which}, up to number ${throughId}`
}
