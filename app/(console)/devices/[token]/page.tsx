import type { Metadata } from 'next'
import { markDevice } from '@/app/(console)/devices/actions'
import { SharedValue } from '@/app/(console)/devices/shared-value'
import { DeviceReview } from '@/components/shared-values/detail/device-review'
import { requireUser } from '@/lib/auth/require-user'
import { listDeviceReviews } from '@/lib/db/shared/review-device'
import { can } from '@/lib/model/permissions'

export const metadata: Metadata = { title: 'Device' }

/** One device: its users, IPs, logins and links, and what was said of it. */
export default async function Device({ params }: { params: Promise<{ token: string }> }) {
  const onReview = can(await requireUser(), 'review-devices') ? markDevice : null
  const { token } = await params
  const review = async (device: string) => {
    const reviews = await listDeviceReviews(device)
    return <DeviceReview token={device} reviews={reviews} onReview={onReview} />
  }
  return <SharedValue kind="device" segment={token} review={review} />
}
