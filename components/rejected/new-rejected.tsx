'use client'

import { NewsButton } from '@/components/news/news-button'
import { useReadAgain } from '@/components/news/use-read-again'
import { useLiveFact } from '@/components/shell/live-provider'
import { formatNumber } from '@/lib/format/format'
import {
  isRejectedFiltered,
  type RejectedQuery,
  rejectedHref,
} from '@/lib/model/query/rejected-query'
import { OPEN_COUNT_CAP } from '@/lib/model/rejected/rejected-bulk'

type Props = {
  query: RejectedQuery
  /** How many messages were open, whatever the filters, when the page was read; Unix milliseconds. */
  openInAll: number
  readAtMs: number
}

/** Says that other messages are open by now than when the page was read; the rows stay where they are. */
export function NewRejected({ query, openInAll, readAtMs }: Props) {
  const more = useLiveFact((event) => {
    const readAt = event?.database.readAt ?? null
    // What the live view read before the page is older than the page.
    if (event === null || readAt === null || Date.parse(readAt) <= readAtMs) return 0
    return Math.max(openInAll, event.rejectedKept) > OPEN_COUNT_CAP
      ? 0
      : event.rejectedKept - openInAll
  })
  const isShown = query.at === undefined && query.row === undefined
  const [pending, readAgain] = useReadAgain(isShown ? null : rejectedHref(query))
  if (more === 0) return null
  const change = more > 0 ? `${formatNumber(more)} new` : `${formatNumber(-more)} no longer open`
  return (
    <NewsButton
      words={isRejectedFiltered(query) ? `${change} in all` : change}
      title="Read the list again."
      pending={pending}
      onShow={readAgain}
    />
  )
}
