'use client'

import { Download, ScrollText, SearchX } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { AuditFilters } from '@/components/audit/audit-filters'
import {
  type AuditSearch,
  auditExportHref,
  auditHref,
  isFiltered,
} from '@/components/audit/audit-href'
import { AuditInspector } from '@/components/audit/audit-inspector'
import { AuditTable } from '@/components/audit/audit-table'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import type { RevealLogRow } from '@/lib/model/reveal-log'

type Found =
  | {
      ok: true
      page: { rows: RevealLogRow[]; previous: string | null; next: string | null }
      people: string[]
    }
  | { ok: false; cause: string; detail?: string }

type Props = {
  search: AuditSearch
  isFirst: boolean
  ignored: string[]
  found: Found
  /** Whether the log is still as it was written. */
  chain: ReactNode
}

/** The reveal log: who asked for what and why, and what came of it. */
export function AuditPage({ search, isFirst, ignored, found, chain }: Props) {
  return (
    <Page
      title="Audit log"
      subtitle="append-only, each row chained to the one before"
      actions={
        <Button asChild>
          <a href={auditExportHref(search)} download>
            <Download /> Export CSV
          </a>
        </Button>
      }
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        {chain}
        {found.ok ? (
          <Loaded search={search} isFirst={isFirst} found={found} />
        ) : (
          <ListFailure
            title="The audit log could not be read."
            cause={`${found.cause}. What is written in it is safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}

type LoadedProps = { search: AuditSearch; isFirst: boolean; found: Extract<Found, { ok: true }> }

function Loaded({ search, isFirst, found: { page, people } }: LoadedProps) {
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  const close = useCallback(() => setSelectedId(null), [])
  const move = useCallback((id: string) => setSelectedId((now) => (now === null ? now : id)), [])
  useRowKeys({ list, onOpen: setSelectedId, onMove: move })
  const selected = page.rows.find((row) => row.id === selectedId)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <AuditFilters search={search} people={people} />
        {page.rows.length === 0 ? (
          <NoRows search={search} isFirst={isFirst} />
        ) : (
          <ScrollPane key={page.rows[0]?.id} ref={list} aria-label="Audit log" className="flex-1">
            <AuditTable rows={page.rows} selected={selectedId} onSelect={setSelectedId} />
          </ScrollPane>
        )}
        <Pager
          links={{
            first: isFirst ? null : auditHref(search),
            previous: isFirst || !page.previous ? null : auditHref(search, page.previous),
            next: page.next === null ? null : auditHref(search, page.next),
          }}
        >
          {formatCount(page.rows.length, 'row')} on this page, newest first
        </Pager>
      </div>
      {selected ? <AuditInspector row={selected} onClose={close} /> : null}
    </div>
  )
}

function NoRows({ search, isFirst }: { search: AuditSearch; isFirst: boolean }) {
  if (!isFiltered(search) && isFirst) {
    return (
      <EmptyState className="flex-1" icon={ScrollText} title="Nothing recorded yet.">
        Every reveal, search by original, copy, refusal and change of people or keys is written
        here, before it happens.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={SearchX}
      title={isFirst ? 'No row fits these filters.' : 'No rows on this page.'}
      actions={
        <Button asChild>
          <Link href="/audit">{isFirst ? 'Take the filters off' : 'Go to the first page'}</Link>
        </Button>
      }
    />
  )
}
