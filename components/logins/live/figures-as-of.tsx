'use client'

import { RotateCw } from 'lucide-react'
import { beginningOf } from '@/components/logins/logins-href'
import { useReadAgain } from '@/components/news/use-read-again'
import { Button } from '@/components/ui/button'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatClock } from '@/lib/format/format'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  query: LoginsQuery
  /** When the page was read. */
  nowMs: number
}

/** As of when the figures around a live list are: its rows go on, its count and its charts stand still. */
export function FiguresAsOf({ query, nowMs }: Props) {
  const timeZone = useTimeZone()
  const [pending, readAgain] = useReadAgain(beginningOf(query))
  return (
    <Button
      size="sm"
      variant="ghost"
      className="px-0 tabular-nums"
      title="Only the rows follow new logins. Read the count and the charts again."
      pending={pending}
      onClick={readAgain}
    >
      as of {formatClock(nowMs, timeZone, { millis: false })} <RotateCw />
      <span className="sr-only">Read the count and the charts again</span>
    </Button>
  )
}
