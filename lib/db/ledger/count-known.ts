import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

type Delivery = { messageId: string; sentAt: Date }

/** Deliveries of a batch whose row another batch wrote, and repeats within this one. */
export async function countKnown(
  tx: Transaction,
  table: 'user_logins' | 'rejected_messages',
  deliveries: readonly Delivery[],
  batchId: bigint,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(deliveries - (known.batch_id IS NOT DISTINCT FROM ${batchId})::int), 0)::int
             AS count
    FROM (SELECT message_id, sent_at, count(*) AS deliveries
          FROM unnest(${deliveries.map(({ messageId }) => messageId)}::text[],
                      ${deliveries.map(({ sentAt }) => sentAt.toISOString())}::timestamptz[])
            AS delivery(message_id, sent_at)
          GROUP BY message_id, sent_at) AS delivered
    CROSS JOIN LATERAL (
      SELECT batch_id FROM ${Prisma.raw(table)} AS row
      WHERE row.message_id = delivered.message_id AND row.sent_at = delivered.sent_at LIMIT 1) AS known`
  return row?.count ?? 0
}
