import type { ReactNode } from 'react'
import { saveReviews } from '@/app/(console)/reviews/actions'
import { ReviewSection } from '@/components/reviews/review-section'
import { listAssignees } from '@/lib/db/accounts/list-assignees'
import { listReviews } from '@/lib/db/reviews/list-reviews'
import { can, type Role } from '@/lib/model/permissions'
import type { ReviewKind } from '@/lib/model/shared/reviews'

/** The review of a device, an IP or a user, for whoever looks at its page. */
export async function readReview(
  viewer: { role: Role },
  kind: ReviewKind,
  subject: string,
): Promise<ReactNode> {
  const mayReview = can(viewer, 'review')
  const [reviews, assignees] = await Promise.all([
    listReviews(kind, subject),
    mayReview ? listAssignees() : [],
  ])
  return (
    <ReviewSection
      // What is being said of one is not said of the next.
      key={subject}
      kind={kind}
      subject={subject}
      reviews={reviews}
      assignees={assignees}
      onReview={mayReview ? saveReviews : null}
    />
  )
}
