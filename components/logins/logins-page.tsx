'use client'

import { Inbox, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useCallback, useRef, useState } from 'react'
import { LoginInspector } from '@/components/logins/login-inspector'
import { LoginsFilters } from '@/components/logins/logins-filters'
import { type LoginsSearch, loginsHref } from '@/components/logins/logins-href'
import { LoginsTable } from '@/components/logins/logins-table'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format'
import type { LoginRow } from '@/lib/login'

type Found =
  | {
      ok: true
      page: { rows: LoginRow[]; previous: string | null; next: string | null }
      deviceTypes: string[]
    }
  | { ok: false; cause: string; detail?: string }

type Props = {
  /** The filters, without the place in the list. */
  search: LoginsSearch
  isFirst: boolean
  /** Parts of the URL that were broken and left out. */
  ignored: string[]
  found: Found
}

/** The stored logins: filters, one page of the list, and the row that is inspected. */
export function LoginsPage({ search, isFirst, ignored, found }: Props) {
  return (
    <Page title="Logins">
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        {found.ok ? (
          <Loaded search={search} isFirst={isFirst} found={found} />
        ) : (
          <ListFailure
            title="The logins could not be read."
            cause={`${found.cause}. What is stored is safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}

type LoadedProps = { search: LoginsSearch; isFirst: boolean; found: Extract<Found, { ok: true }> }

function Loaded({ search, isFirst, found: { page, deviceTypes } }: LoadedProps) {
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  const selected = page.rows.find((row) => row.id === selectedId)
  const open = selected !== undefined
  const close = useCallback(() => setSelectedId(null), [])
  const onMove = useCallback(
    (id: string) => {
      if (open) setSelectedId(id)
    },
    [open],
  )
  useRowKeys({ list, onOpen: setSelectedId, onMove })
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <LoginsFilters search={search} deviceTypes={deviceTypes} />
        {page.rows.length === 0 ? (
          <NoLogins search={search} isFirst={isFirst} />
        ) : (
          <ScrollPane
            key={`${page.rows[0]?.id}-${page.rows.at(-1)?.id}`}
            ref={list}
            aria-label="Stored logins"
            className="flex-1"
          >
            <LoginsTable
              logins={page.rows}
              search={search}
              selected={selectedId}
              onSelect={setSelectedId}
            />
          </ScrollPane>
        )}
        <Pager
          links={{
            first: isFirst ? null : loginsHref(search),
            previous:
              isFirst || !page.previous ? null : loginsHref({ ...search, at: page.previous }),
            next: page.next === null ? null : loginsHref({ ...search, at: page.next }),
          }}
        >
          {formatCount(page.rows.length, 'login')} on this page,{' '}
          {search.order === 'newest' ? 'newest' : 'oldest'} first
        </Pager>
      </div>
      {selected ? <LoginInspector login={selected} onClose={close} /> : null}
    </div>
  )
}

function NoLogins({ search, isFirst }: { search: LoginsSearch; isFirst: boolean }) {
  const filtered = search.deviceType !== undefined || search.run !== undefined
  if (!filtered && isFirst) {
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
        Rows appear here as a run stores them. Start one on the overview.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={SearchX}
      title={filtered ? 'No login fits these filters.' : 'No logins on this page.'}
      actions={
        <Button asChild>
          <Link href="/logins">{filtered ? 'Take the filters off' : 'Go to the first page'}</Link>
        </Button>
      }
    >
      {filtered
        ? 'Nothing stored has this device type or came by this run.'
        : 'The rows that stood here are gone.'}
    </EmptyState>
  )
}
