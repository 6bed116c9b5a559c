import type { Metadata } from 'next'
import { SharedValue } from '@/app/(console)/devices/shared-value'
import type { SearchParams } from '@/app/(console)/search-params'
import { requireUser } from '@/lib/auth/require-user'

type Props = { params: Promise<{ token: string }>; searchParams: SearchParams }

export const metadata: Metadata = { title: 'IP' }

/** One IP: its users, devices, logins and links, and what was said of it. */
export default async function Ip({ params, searchParams }: Props) {
  const viewer = await requireUser()
  return (
    <SharedValue
      kind="ip"
      segment={(await params).token}
      search={await searchParams}
      viewer={viewer}
    />
  )
}
