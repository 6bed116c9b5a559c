import { database } from '@/lib/db/client'

type Delivery = { messageId: string; sentAt: Date }

/** What became of a message that is known: `rejected` whatever an admin did with it afterwards. */
export type KnownAs = 'stored' | 'rejected'

/**
 * Looks messages up by what identifies them, their id and the time they were sent, among logins and
 * rejected messages alike: a message is known whatever today's parser would make of it. LIMIT has Postgres look
 * in the month of each alone: it would rather read all months than look each up in all of them.
 * @returns those that are known, by `deliveryKey`.
 */
export async function findKnown(deliveries: readonly Delivery[]): Promise<Map<string, KnownAs>> {
  if (deliveries.length === 0) return new Map()
  const rows = await database().$queryRaw<(Delivery & { knownAs: KnownAs })[]>`
    WITH delivery AS MATERIALIZED (
      SELECT DISTINCT message_id, sent_at
      FROM unnest(${deliveries.map(({ messageId }) => messageId)}::text[],
                  ${deliveries.map(({ sentAt }) => sentAt.toISOString())}::timestamptz[])
        AS delivery(message_id, sent_at)
    )
    SELECT message_id AS "messageId", sent_at AS "sentAt", 'stored' AS "knownAs"
    FROM delivery CROSS JOIN LATERAL (
      SELECT FROM user_logins AS login
      WHERE login.message_id = delivery.message_id AND login.sent_at = delivery.sent_at LIMIT 1) AS login
    UNION ALL
    SELECT message_id, sent_at, 'rejected'
    FROM delivery JOIN rejected_messages USING (message_id, sent_at)`
  return new Map(rows.map((row) => [deliveryKey(row), row.knownAs]))
}

export function deliveryKey({ messageId, sentAt }: Delivery): string {
  return `${messageId} ${sentAt.getTime()}`
}
