import { database } from '@/lib/db/client'
import { MAX_REVIEWED_AT_ONCE, type ReviewInput } from '@/lib/model/shared/reviews'

/**
 * Notes what somebody says of some devices, IPs or users, of all or of none. What was said before
 * stays. What is not said anew, mark or assignee, is taken from what holds of each.
 * @throws where they are more than `MAX_REVIEWED_AT_ONCE`.
 */
export async function addReviews(review: ReviewInput & { by: string }): Promise<void> {
  const { kind, mark, note, assignee, by } = review
  const subjects = [...new Set(review.subjects)]
  if (subjects.length > MAX_REVIEWED_AT_ONCE) throw new Error('Too many to review at once')
  // One statement: a transaction of its own.
  await database().$executeRaw`
    INSERT INTO reviews (kind, subject, mark, note, assignee, reviewed_by)
    SELECT ${kind}::text::review_kind, given.subject,
      coalesce(${mark}::text::review_mark, newest.mark), ${note},
      CASE WHEN ${assignee === undefined} THEN newest.assignee ELSE ${assignee ?? null}::text END, ${by}
    FROM unnest(${subjects}::text[]) AS given(subject)
    LEFT JOIN LATERAL (
      SELECT mark, assignee FROM reviews AS r
      WHERE r.kind = ${kind}::text::review_kind AND r.subject = given.subject
      ORDER BY r.id DESC LIMIT 1) AS newest ON true
    ORDER BY given.subject`
}
