import { ReviewBadge } from '@/components/reviews/review-badge'
import type { ReviewState } from '@/lib/model/shared/reviews'

/** What holds of something, in a cell of a list: its mark, and who looks after it. */
export function ReviewCell({ mark, assignee }: ReviewState) {
  return (
    <>
      <ReviewBadge mark={mark} />
      {assignee === null ? null : (
        <span title={`Assigned to ${assignee}`} className="ml-2 align-middle text-muted text-sm">
          {assignee}
        </span>
      )}
    </>
  )
}
