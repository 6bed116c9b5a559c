import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/client'
import type { RejectedState } from '@/lib/model/rejected/rejected-states'

const SETTLED_BY = 'admin@example.com'

/** What a rejected message holds beside its state. */
const STATES = {
  kept: () => ({}),
  returning: () => ({ settledAt: new Date(), settledBy: SETTLED_BY }),
  returned: () => ({ settledAt: new Date(), settledBy: SETTLED_BY, returnedAs: randomUUID() }),
  discarded: () => ({ settledAt: new Date(), settledBy: SETTLED_BY }),
} satisfies Record<RejectedState, () => object>

/** Inserts a rejected message in a state, rejected at the same time as all others unless told otherwise. @returns its number. */
export async function insertRejected(
  state: RejectedState = 'kept',
  {
    runId = 1,
    sealed = new Uint8Array(1),
    reasons = ['ip:missing'],
    rejectedAt = '2026-11-21T12:00:00Z',
  }: {
    runId?: number
    sealed?: Uint8Array<ArrayBuffer>
    /** As they are stored. */
    reasons?: string[]
    /** ISO 8601. */
    rejectedAt?: string
  } = {},
): Promise<string> {
  const row = await database().rejectedMessage.create({
    data: {
      messageId: randomUUID(),
      sentAt: new Date(),
      rejectedAt: new Date(rejectedAt),
      receiveCount: 1,
      reasons,
      fieldNames: ['user_id'],
      bodyBytes: 99,
      dekId: 'dek',
      sealed,
      batchId: 1n,
      runId,
      state,
      ...STATES[state](),
    },
  })
  return String(row.id)
}
