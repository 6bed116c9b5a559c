import { REVIEWED_WORDS } from '@/components/reviews/mark-names'
import type { ReviewAction } from '@/components/reviews/review-action'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { ReviewForm } from '@/components/reviews/review-form'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { Review, ReviewKind } from '@/lib/model/shared/reviews'

type Props = {
  kind: ReviewKind
  /** A token, or a user id. */
  subject: string
  /** The newest first: that one holds. */
  reviews: Review[]
  /** The addresses of those who may look after it. */
  assignees: readonly string[]
  /** Null for those who may only look. */
  onReview: ReviewAction | null
}

/** What was said of a device, an IP or a user, by whom and when; and the form that says more. */
export function ReviewSection({ kind, subject, reviews, assignees, onReview }: Props) {
  const assignee = reviews[0]?.assignee ?? null
  return (
    <section aria-label="Review" className="mt-4 border-line border-t pt-4">
      <h2 className="mb-2 font-semibold">Review</h2>
      {onReview === null ? null : (
        <ReviewForm
          kind={kind}
          subject={subject}
          assignee={assignee}
          assignees={assignees}
          onReview={onReview}
        />
      )}
      {reviews.length === 0 ? (
        <p className="mt-3 text-muted">
          Nobody has said anything about this {REVIEWED_WORDS[kind].one} yet.
        </p>
      ) : (
        <ol aria-label="History" className="mt-3 flex flex-col">
          {reviews.map((review) => (
            <li key={review.id} className="border-line border-t py-2.5">
              <div className="flex items-center justify-between gap-2">
                <ReviewBadge mark={review.mark} />
                <RelativeTime at={review.at} className="text-muted text-sm" />
              </div>
              {review.note === '' ? null : (
                <p className="mt-1 whitespace-pre-wrap break-words">{review.note}</p>
              )}
              <p className="mt-0.5 truncate text-muted text-sm">
                {review.by}
                {review.assignee === null ? null : ` · assigned to ${review.assignee}`}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
