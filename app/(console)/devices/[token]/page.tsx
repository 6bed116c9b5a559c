import type { Metadata } from 'next'
import { SharedValue } from '@/app/(console)/devices/shared-value'
import { requireUser } from '@/lib/auth/require-user'

export const metadata: Metadata = { title: 'Device' }

/** One device: its users, IPs, logins and links, and what was said of it. */
export default async function Device({ params }: { params: Promise<{ token: string }> }) {
  const viewer = await requireUser()
  return <SharedValue kind="device" segment={(await params).token} viewer={viewer} />
}
