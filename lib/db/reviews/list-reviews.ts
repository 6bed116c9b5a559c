import { database } from '@/lib/db/client'
import type { Review, ReviewKind } from '@/lib/model/shared/reviews'

const MAX_LISTED = 100

/** What was said of a device, an IP or a user, the newest first: that one holds. */
export async function listReviews(kind: ReviewKind, subject: string): Promise<Review[]> {
  const reviews = await database().review.findMany({
    where: { kind, subject },
    orderBy: { id: 'desc' },
    take: MAX_LISTED,
  })
  return reviews.map(({ id, mark, note, assignee, reviewedBy, reviewedAt }) => {
    return { id: String(id), mark, note, assignee, by: reviewedBy, at: reviewedAt.toISOString() }
  })
}
