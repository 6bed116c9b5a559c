'use client'

import { CircleCheck, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useCallback, useRef, useState } from 'react'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedInspector } from '@/components/rejected/rejected-inspector'
import { RejectedTable } from '@/components/rejected/rejected-table'
import { Page } from '@/components/shell/page'
import { FilterChip } from '@/components/table/filter-chip'
import { ListFailure } from '@/components/table/list-failure'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCapped } from '@/lib/format/format'
import type { RejectedRow } from '@/lib/model/login'

type Found =
  | {
      ok: true
      page: { rows: RejectedRow[]; previous: string | null; next: string | null }
      /** Of all runs, counted up to the cap and one more. */
      total: number
      cap: number
    }
  | { ok: false; cause: string; detail?: string }

type Props = {
  run?: number
  isFirst: boolean
  ignored: string[]
  found: Found
  /** What may be done with a message; null for those who may only look. */
  actions: RejectedActions | null
}

/** The messages that are no logins and never will be: why, but not what they said. */
export function RejectedPage({ run, isFirst, ignored, found, actions }: Props) {
  return (
    <Page title="Rejected" subtitle="kept sealed: why, not what they said">
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        {run === undefined ? null : (
          <div className="flex h-12 shrink-0 items-center border-line border-b px-4">
            <FilterChip name="run" without="/rejected">
              {run}
            </FilterChip>
          </div>
        )}
        {found.ok ? (
          <Loaded run={run} isFirst={isFirst} found={found} actions={actions} />
        ) : (
          <ListFailure
            title="The rejected messages could not be read."
            cause={`${found.cause}. They are safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}

type LoadedProps = Pick<Props, 'run' | 'isFirst' | 'actions'> & {
  found: Extract<Found, { ok: true }>
}

function Loaded({ run, isFirst, found: { page, total, cap }, actions }: LoadedProps) {
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const list = useRef<HTMLElement>(null)
  const close = useCallback(() => setSelectedId(null), [])
  const move = useCallback((id: string) => setSelectedId((now) => (now === null ? now : id)), [])
  useRowKeys({ list, onOpen: setSelectedId, onMove: move })
  if (page.rows.length === 0) return <NoneRejected run={run} isFirst={isFirst} />
  const selected = page.rows.find(({ id }) => id === selectedId)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <ScrollPane
          key={page.rows[0]?.id}
          ref={list}
          aria-label="Rejected messages"
          className="flex-1"
        >
          <RejectedTable messages={page.rows} selected={selectedId} onSelect={setSelectedId} />
        </ScrollPane>
        <Pager
          links={{
            first: isFirst ? null : rejectedHref(run),
            previous: isFirst || page.previous === null ? null : rejectedHref(run, page.previous),
            next: page.next === null ? null : rejectedHref(run, page.next),
          }}
        >
          {run === undefined
            ? `${page.rows.length} on this page of ${formatCapped(total, cap)} rejected, newest first`
            : `${page.rows.length} on this page, newest first`}
        </Pager>
      </div>
      {selected ? <RejectedInspector message={selected} actions={actions} onClose={close} /> : null}
    </div>
  )
}

function NoneRejected({ run, isFirst }: { run?: number; isFirst: boolean }) {
  if (run === undefined && isFirst) {
    return (
      <EmptyState className="flex-1" icon={CircleCheck} title="Nothing rejected.">
        Every message received so far was a login. One that is not JSON, lacks a field or holds an
        IP that is none would be listed here with its reasons.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={run === undefined ? SearchX : CircleCheck}
      title={run === undefined ? 'Nothing on this page.' : `Run ${run} rejected nothing.`}
      actions={
        <Button asChild>
          <Link href="/rejected">
            {run === undefined ? 'Go to the first page' : 'Show those of all runs'}
          </Link>
        </Button>
      }
    />
  )
}

function rejectedHref(run: number | undefined, at?: string): string {
  const params = new URLSearchParams()
  if (run !== undefined) params.set('run', String(run))
  if (at !== undefined) params.set('at', at)
  return params.size === 0 ? '/rejected' : `/rejected?${params}`
}
