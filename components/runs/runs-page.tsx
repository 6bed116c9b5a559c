'use client'

import { ChartNoAxesColumn } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useCallback, useRef } from 'react'
import { IgnoredNotice } from '@/components/notice/ignored-notice'
import { RunsTable } from '@/components/runs/runs-table'
import { useLiveRuns } from '@/components/runs/use-live-runs'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { Pager } from '@/components/table/pager'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format/format'
import type { RunSummary } from '@/lib/model/ledger'

type Found =
  | { ok: true; page: { rows: RunSummary[]; previous: string | null; next: string | null } }
  | { ok: false; cause: string; detail?: string }

type Props = { isFirst: boolean; ignored: string[]; found: Found }

/** Every run with its ledger, newest first. */
export function RunsPage({ isFirst, ignored, found }: Props) {
  return (
    <Page title="Runs">
      <div className="flex min-w-0 flex-1 flex-col">
        <IgnoredNotice ignored={ignored} />
        {found.ok ? (
          <Loaded page={found.page} isFirst={isFirst} />
        ) : (
          <ListFailure
            title="The runs could not be read."
            cause={`${found.cause}. Their ledgers are safe.`}
            detail={found.detail}
          />
        )}
      </div>
    </Page>
  )
}

type LoadedProps = { page: Extract<Found, { ok: true }>['page']; isFirst: boolean }

function Loaded({ page, isFirst }: LoadedProps) {
  const router = useRouter()
  const list = useRef<HTMLElement>(null)
  const runs = useLiveRuns(page.rows)
  const open = useCallback((id: string) => router.push(`/runs/${id}`), [router])
  useRowKeys({ list, onOpen: open })
  if (runs.length === 0) {
    return (
      <EmptyState
        className="flex-1"
        icon={ChartNoAxesColumn}
        title={isFirst ? 'No run yet.' : 'No runs on this page.'}
        actions={
          <Button asChild>
            <Link href={isFirst ? '/' : '/runs'}>
              {isFirst ? 'Go to the overview' : 'Go to the first page'}
            </Link>
          </Button>
        }
      >
        {isFirst
          ? 'Ingest now on the overview, or npm run ingest, starts one; it stays here with its ledger.'
          : 'The runs that stood here are gone.'}
      </EmptyState>
    )
  }
  return (
    <>
      <ScrollPane ref={list} aria-label="Runs" className="flex-1">
        <RunsTable runs={runs} onOpen={open} />
      </ScrollPane>
      <Pager
        links={{
          first: isFirst ? null : '/runs',
          previous: isFirst || page.previous === null ? null : `/runs?at=${page.previous}`,
          next: page.next === null ? null : `/runs?at=${page.next}`,
        }}
      >
        {formatCount(runs.length, 'run')} on this page, newest first
      </Pager>
    </>
  )
}
