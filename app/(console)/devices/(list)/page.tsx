import type { Metadata } from 'next'
import { SharedList } from '@/app/(console)/devices/shared-list'
import type { SearchParams } from '@/app/(console)/search-params'

export const metadata: Metadata = { title: 'Devices' }

/** The devices that several users share. */
export default function Devices({ searchParams }: { searchParams: SearchParams }) {
  return <SharedList kind="device" searchParams={searchParams} />
}
