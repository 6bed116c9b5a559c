import type { Metadata } from 'next'
import { markDevice } from '@/app/(console)/devices/actions'
import { SharedThing } from '@/app/(console)/devices/shared-thing'
import { DeviceReview } from '@/components/shared-things/detail/device-review'
import { requireUser } from '@/lib/auth/require-user'
import { listDeviceReviews } from '@/lib/db/shared/review-device'

export const metadata: Metadata = { title: 'Device' }

/** One device: its users, IPs, logins and links, and what was said of it. */
export default async function Device({ params }: { params: Promise<{ token: string }> }) {
  await requireUser()
  const { token } = await params
  return <SharedThing kind="device" segment={token} review={review} />
}

async function review(token: string) {
  const reviews = await listDeviceReviews(token)
  return <DeviceReview token={token} reviews={reviews} onReview={markDevice} />
}
