'use client'

import { SearchX, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { ExportButton } from '@/components/export/export-button'
import { FoldNotice } from '@/components/notice/fold-notice'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import { Notice } from '@/components/notice/notice'
import { SharedFilters } from '@/components/shared-things/shared-filters'
import {
  FEWEST_USERS,
  type SharedSearch,
  sharedHref,
  sharedParams,
  thingHref,
} from '@/components/shared-things/shared-href'
import { SharedTable } from '@/components/shared-things/shared-table'
import { SHARED_WORDS } from '@/components/shared-things/shared-words'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { EmptyState } from '@/components/ui/empty-state'
import type { SharedPage as SharedListPage } from '@/lib/db/shared/list-shared'
import { formatCount, formatNumber } from '@/lib/format/format'
import type { FoldState } from '@/lib/model/folding'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { SharedKind } from '@/lib/model/shared-things'

type Found =
  | {
      ok: true
      page: SharedListPage
      count: { count: number; isExact: boolean }
      /** How far they were behind when they were read. */
      folding: FoldState
    }
  | { ok: false; cause: string; detail?: string }

type Props = {
  kind: SharedKind
  /** Without the place in the list. */
  search: SharedSearch
  isFirst: boolean
  ignored: string[]
  found: Found
}

/** Devices, or IPs, that several users share. */
export function SharedPage({ kind, search, isFirst, ignored, found }: Props) {
  const words = SHARED_WORDS[kind]
  return (
    <Page
      title={words.title}
      subtitle="shared by several users"
      actions={
        found.ok && found.count.count > 0 ? (
          <ExportButton
            href={`/api/shared/${kind}/export?${sharedParams(search)}`}
            total={found.count}
            one={words.one}
            many={words.many}
          />
        ) : null
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        <FoldNotice folding={found.ok ? found.folding : null} />
        {kind === 'ip' ? (
          <Notice tone="info" title="Many people can share one IP rightfully.">
            Offices, homes and mobile carriers put all their people behind one or a few (NAT). Look
            at devices first.
          </Notice>
        ) : null}
        {found.ok ? (
          <Loaded kind={kind} search={search} isFirst={isFirst} found={found} />
        ) : (
          <ListFailure
            title={`The ${words.many} could not be read.`}
            cause={`${found.cause}. What is stored is safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}

type LoadedProps = Omit<Props, 'ignored' | 'found'> & { found: Extract<Found, { ok: true }> }

function Loaded({ kind, search, isFirst, found }: LoadedProps) {
  const router = useRouter()
  const list = useRef<HTMLElement>(null)
  const { page, count, folding } = found
  const words = SHARED_WORDS[kind]
  useRowKeys({
    list,
    onOpen: (token) => {
      if (token !== HIDDEN_ORIGINAL) router.push(thingHref(kind, token))
    },
  })
  const to = (at: string | undefined) => sharedHref(kind, { ...search, at })
  return (
    <>
      <SharedFilters kind={kind} search={search}>
        <p className="text-muted tabular-nums">
          {count.isExact
            ? formatCount(count.count, words.one, words.many)
            : `${formatNumber(count.count)}+ ${words.many}`}
        </p>
      </SharedFilters>
      {page.rows.length === 0 ? (
        <Nothing
          kind={kind}
          search={search}
          isBrokenOff={page.isBrokenOff}
          isBehind={folding.lagMs !== 0}
        />
      ) : (
        <ScrollPane
          key={`${page.rows[0]?.token}-${page.rows.at(-1)?.token}`}
          ref={list}
          aria-label={`Shared ${words.many}`}
          className="flex-1"
        >
          <SharedTable kind={kind} rows={page.rows} search={search} />
        </ScrollPane>
      )}
      <Pager
        links={{
          first: isFirst ? null : to(undefined),
          previous: isFirst || page.previous === null ? null : to(page.previous),
          next: page.next === null ? null : to(page.next),
          last: page.next === null ? null : to('last'),
        }}
      >
        {formatCount(page.rows.length, words.one, words.many)} on this page, with {search.users} or
        more users each
        {page.isBrokenOff ? ' · more may match: the next page searches on' : null}
      </Pager>
    </>
  )
}

type NothingProps = {
  kind: SharedKind
  search: SharedSearch
  isBrokenOff: boolean
  isBehind: boolean
}

function Nothing({ kind, search, isBrokenOff, isBehind }: NothingProps) {
  const words = SHARED_WORDS[kind]
  if (isBrokenOff) {
    return (
      <EmptyState className="flex-1" icon={SearchX} title="Nothing found so far.">
        The next page searches on from here.
      </EmptyState>
    )
  }
  if (isBehind) {
    return (
      <EmptyState className="flex-1" icon={Users} title="Not all logins are counted yet.">
        Whether a {words.one} is shared shows once they are: load this page again.
      </EmptyState>
    )
  }
  const isNarrow =
    search.users > FEWEST_USERS || search.active !== undefined || search.mark !== undefined
  return (
    <EmptyState
      className="flex-1"
      icon={isNarrow ? SearchX : Users}
      title={
        isNarrow ? `No ${words.one} matches these filters.` : `No ${words.one} is shared so far.`
      }
    >
      {isNarrow
        ? 'Lower the number of users, or widen the time.'
        : `As soon as two users log in from one ${words.one}, it shows up here.`}
    </EmptyState>
  )
}
