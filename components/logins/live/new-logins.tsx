'use client'

import { RotateCw } from 'lucide-react'
import { sinceParams } from '@/components/logins/live/since-params'
import { useNewLogins } from '@/components/logins/live/use-new-logins'
import { beginningOf } from '@/components/logins/logins-href'
import { NewsButton } from '@/components/news/news-button'
import { useReadAgain } from '@/components/news/use-read-again'
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
  const [isLoading, loadAgain] = useReadAgain(null)
  const [pending, readAgain] = useReadAgain(beginningOf(query))
  const arrived = useNewLogins(sinceParams(query, nowMs, mark), mark.newest)

  if (arrived === 'unknown') {
    return (
      <NoticeStack abovePager>
        <Notice
          tone="warn"
          title="How many logins are new is not known."
          action={
            <Button size="sm" pending={isLoading} onClick={loadAgain}>
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
  return <NewsButton words={words} pending={pending} onShow={readAgain} />
}
