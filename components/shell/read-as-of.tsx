'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { RelativeTime } from '@/components/ui/time/relative-time'

const AsOf = createContext<string | null>(null)

/** Tells the title bar of a page as of when its figures are, where they were old when they were read. */
export function ReadAsOf({ at, children }: { at: string | null; children: ReactNode }) {
  return <AsOf value={at}>{children}</AsOf>
}

/** `As of 12 s ago`, on a page whose figures were read from a replica that was behind. */
export function AsOfNote() {
  const at = useContext(AsOf)
  if (at === null) return null
  return (
    <p
      className="shrink-0 text-muted text-sm"
      title="Read from a database replica that is behind the primary. Newer data appears once it has caught up."
    >
      As of <RelativeTime at={at} />
    </p>
  )
}
