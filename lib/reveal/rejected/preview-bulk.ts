import { countOpenRejected } from '@/lib/db/rejected/count-rejected'
import { countOpenReasons } from '@/lib/db/rejected/list-open-rejected'
import { findRevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { env } from '@/lib/env'
import { decodeReason, encodeReason } from '@/lib/model/reject-reasons'
import { type BulkAction, type BulkPreview, MAX_AT_ONCE } from '@/lib/model/rejected/rejected-bulk'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'
import type { Actor } from '@/lib/reveal/actor'

/** Counts what a bulk action would take, and why those messages were rejected; changes nothing. */
export async function previewBulk(
  { user }: Actor,
  action: BulkAction,
  filter: RejectedFilter,
): Promise<BulkPreview> {
  const allowance = action === 'return' ? await valuesLeft(user.id) : null
  const most = Math.min(MAX_AT_ONCE[action], allowance ?? MAX_AT_ONCE[action])
  const [open, taken] = await Promise.all([
    countOpenRejected(filter),
    countOpenReasons(filter, most),
  ])
  const reasons = taken.reasons.map(({ reason, messages }) => ({
    reason: encodeReason(decodeReason(reason)),
    messages,
  }))
  const { messages: take, throughId } = taken
  return { kind: 'previewed', filter, open, take, throughId, reasons, allowance }
}

async function valuesLeft(userId: string): Promise<number> {
  const { left } = await findRevealAllowance(userId, env().VEILGATE_REVEAL_VALUES_PER_HOUR)
  return left
}
