import { database } from '@/lib/db/client'
import { deliveryKey } from '@/lib/db/ledger/find-known'

export type LastFailure = { runId: number; error: string; failedAt: Date }

/** Why the last delivery of each message failed, by `deliveryKey`; of most messages there is none. */
export async function findFailedDeliveries(
  deliveries: readonly { messageId: string; sentAt: Date }[],
): Promise<Map<string, LastFailure>> {
  const rows = await database().failedDelivery.findMany({
    where: { OR: deliveries.map(({ messageId, sentAt }) => ({ messageId, sentAt })) },
    select: { messageId: true, sentAt: true, runId: true, error: true, failedAt: true },
  })
  return new Map(rows.map((row) => [deliveryKey(row), row]))
}
