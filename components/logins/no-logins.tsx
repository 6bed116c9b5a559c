'use client'

import { Inbox, SearchX } from 'lucide-react'
import Link from 'next/link'
import { loginsHref } from '@/components/logins/logins-href'
import { LoosenFilters } from '@/components/logins/loosen-filters'
import { LocalTime } from '@/components/table/local-time'
import { WaitingMessages } from '@/components/table/waiting-messages'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { isFiltered, type LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  query: LoginsQuery
  searchedTo: string | null
  /** When the page was read. */
  nowMs: number
}

/** Why there is nothing to see, and what to do about it. */
export function NoLogins({ query, searchedTo, nowMs }: Props) {
  if (searchedTo !== null) {
    return (
      <EmptyState className="flex-1" icon={SearchX} title="Nothing found so far.">
        Searched to <LocalTime at={searchedTo} />; the next page searches on from there.
      </EmptyState>
    )
  }
  if (!isFiltered(query) && query.at === undefined) {
    return (
      <EmptyState
        className="flex-1"
        icon={Inbox}
        title="No logins stored yet."
        actions={
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        Ingest the queue to see logins here. <WaitingMessages />
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={SearchX}
      title={isFiltered(query) ? 'No login matches these filters.' : 'No logins on this page.'}
      actions={
        <Button asChild>
          <Link href={loginsHref({ sort: query.sort, order: query.order })} prefetch={false}>
            Show all logins
          </Link>
        </Button>
      }
    >
      {isFiltered(query) && query.at === undefined ? (
        <LoosenFilters query={query} nowMs={nowMs} />
      ) : null}
    </EmptyState>
  )
}
