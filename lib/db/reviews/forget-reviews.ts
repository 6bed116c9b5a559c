import type { Transaction } from '@/lib/db/client'

type Forgotten = { tokens: readonly string[]; userId: string; until: Date }

/**
 * Deletes what was said of an erased person until then, and of devices and IPs that nobody else has:
 * notes about them lead back to the person.
 */
export async function forgetReviews(
  tx: Transaction,
  { tokens, userId, until }: Forgotten,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM reviews WHERE kind IN ('device', 'ip') AND subject = ANY(${tokens}::text[])`
  await tx.$executeRaw`
    DELETE FROM reviews WHERE kind = 'user' AND subject = ${userId} AND reviewed_at <= ${until}`
}
