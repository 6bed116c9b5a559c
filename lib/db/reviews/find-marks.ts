import { database } from '@/lib/db/client'
import type { ReviewKind, ReviewState } from '@/lib/model/shared/reviews'

const MAX_ASKED = 1_000

/**
 * What holds of some devices, IPs or users, by subject; of whom nothing was said are left out. It is
 * looked up for the first 1,000.
 */
export async function findMarks(
  kind: ReviewKind,
  subjects: readonly string[],
): Promise<Map<string, ReviewState>> {
  if (subjects.length === 0) return new Map()
  const rows = await database().$queryRaw<(ReviewState & { subject: string })[]>`
    SELECT asked.subject, newest.mark, newest.assignee
    FROM unnest(${subjects.slice(0, MAX_ASKED)}::text[]) AS asked(subject)
    CROSS JOIN LATERAL (
      SELECT mark, assignee FROM reviews AS r
      WHERE r.kind = ${kind}::text::review_kind AND r.subject = asked.subject
      ORDER BY r.id DESC LIMIT 1) AS newest`
  return new Map(rows.map(({ subject, mark, assignee }) => [subject, { mark, assignee }]))
}
