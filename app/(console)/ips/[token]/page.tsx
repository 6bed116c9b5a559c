import type { Metadata } from 'next'
import { SharedValue } from '@/app/(console)/devices/shared-value'
import { requireUser } from '@/lib/auth/require-user'

export const metadata: Metadata = { title: 'IP' }

/** One IP: its users, devices, logins and links, and what was said of it. */
export default async function Ip({ params }: { params: Promise<{ token: string }> }) {
  const viewer = await requireUser()
  return <SharedValue kind="ip" segment={(await params).token} viewer={viewer} />
}
