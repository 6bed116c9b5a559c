'use client'

import { ArrowUp, RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { sinceParams } from '@/components/logins/live/since-params'
import { useNewLogins } from '@/components/logins/live/use-new-logins'
import { useReadAgain } from '@/components/logins/live/use-read-again'
import { Notice } from '@/components/notice/notice'
import { NoticeStack } from '@/components/notice/notice-stack'
import { Button } from '@/components/ui/button'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { formatNumber } from '@/lib/format/format'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  query: LoginsQuery
  /** When the page was read, and how far the ledger was then. */
  nowMs: number
  mark: LedgerWatermark
}

/** Says how many matching logins came since the page was read; the rows stay where they are. */
export function NewLogins({ query, nowMs, mark }: Props) {
  const router = useRouter()
  const [isLoading, start] = useTransition()
  const [pending, readAgain] = useReadAgain(query)
  const arrived = useNewLogins(sinceParams(query, nowMs, mark), mark.newest)

  if (arrived === 'unknown') {
    return (
      <NoticeStack abovePager>
        <Notice
          tone="warn"
          title="How many logins are new is not known."
          action={
            <Button size="sm" disabled={isLoading} onClick={() => start(() => router.refresh())}>
              <RotateCw /> Load again
            </Button>
          }
        >
          The database was restored or failed over after this page was read. Load the page again to
          see what is stored now.
        </Notice>
      </NoticeStack>
    )
  }
  if (arrived === null || arrived.count <= 0) return null
  const words = `${formatNumber(arrived.count)}${arrived.isExact ? '' : '+'} new`
  return (
    // Over the rows, below their head: the rows stay where they are.
    <div
      role="status"
      className="relative z-20 h-0 shrink-0 text-center *:absolute *:top-10 *:left-1/2 *:-translate-x-1/2"
    >
      <Button
        size="sm"
        variant="soft"
        className="shadow-float"
        disabled={pending}
        onClick={readAgain}
      >
        <ArrowUp /> {words}
      </Button>
    </div>
  )
}
