import { type ReviewAction, ReviewForm } from '@/components/shared-values/detail/review-form'
import { ReviewBadge } from '@/components/shared-values/review-badge'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { DeviceReview as Review } from '@/lib/model/shared-values'

type Props = {
  token: string
  reviews: Review[]
  /** Null for those who may only look. */
  onReview: ReviewAction | null
}

/** What was said of a device, by whom and when; and the form that says more. */
export function DeviceReview({ token, reviews, onReview }: Props) {
  return (
    <section aria-label="Review" className="mt-4 border-line border-t pt-4">
      <h2 className="mb-2 font-semibold">Review</h2>
      {onReview === null ? null : <ReviewForm token={token} onReview={onReview} />}
      {reviews.length === 0 ? (
        <p className="mt-3 text-muted">Nobody has said anything of this device yet.</p>
      ) : (
        <ol className="mt-3 flex flex-col">
          {reviews.map((review) => (
            <li key={`${review.at} ${review.by}`} className="border-line border-t py-2.5">
              <div className="flex items-center justify-between gap-2">
                <ReviewBadge mark={review.mark} />
                <RelativeTime at={review.at} className="text-muted text-sm" />
              </div>
              {review.note === '' ? null : (
                <p className="mt-1 whitespace-pre-wrap break-words">{review.note}</p>
              )}
              <p className="mt-0.5 truncate text-muted text-sm">{review.by}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
