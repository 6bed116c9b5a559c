import type { Metadata } from 'next'
import { SharedList } from '@/app/(console)/devices/shared-list'
import type { SearchParams } from '@/app/(console)/search-params'

export const metadata: Metadata = { title: 'IPs' }

/** The IPs that several users share. */
export default function IPs({ searchParams }: { searchParams: SearchParams }) {
  return <SharedList kind="ip" searchParams={searchParams} />
}
