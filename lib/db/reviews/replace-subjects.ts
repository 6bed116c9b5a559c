import type { Transaction } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

/**
 * Moves the reviews of devices and IPs from what their logins held to what they hold now. Users keep
 * their reviews: a user id is no token.
 * @param pairs a source of rows of an old value and its new one, in this order.
 */
export async function replaceSubjects(tx: Transaction, pairs: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    UPDATE reviews AS review SET subject = pair.new FROM ${pairs} AS pair(old, new)
    WHERE review.kind IN ('device', 'ip') AND review.subject = pair.old`
}
