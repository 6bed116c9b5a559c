import { database } from '@/lib/db/client'
import type { DeviceReview, ReviewMark } from '@/lib/model/shared-values'

/** Notes what somebody says of a device. What was said before stays. */
export async function reviewDevice(review: {
  token: string
  mark: ReviewMark
  note: string
  by: string
}): Promise<void> {
  const { token, mark, note, by } = review
  await database().deviceReview.create({ data: { token, mark, note, reviewedBy: by } })
}

const MAX_LISTED = 100

/** What was said of a device, the newest first. */
export async function listDeviceReviews(token: string): Promise<DeviceReview[]> {
  const reviews = await database().deviceReview.findMany({
    where: { token },
    orderBy: { id: 'desc' },
    take: MAX_LISTED,
  })
  return reviews.map((review) => ({
    mark: review.mark,
    note: review.note,
    by: review.reviewedBy,
    at: review.reviewedAt.toISOString(),
  }))
}
