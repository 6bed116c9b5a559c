import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { stopRun } from '@/app/(console)/actions'
import { inTime } from '@/app/(console)/in-time'
import {
  cursorParam,
  parseSearch,
  runNumber,
  type SearchParams,
} from '@/app/(console)/search-params'
import { RunPage } from '@/components/runs/run-page'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { requireUser } from '@/lib/auth/require-user'
import type { Cursor } from '@/lib/db/keyset'
import { listBatches } from '@/lib/db/ledger/list-batches'
import { findRun } from '@/lib/db/runs/find-run'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { can } from '@/lib/model/permissions'

const PAGE_SIZE = 50
const runSearch = z.object({ at: cursorParam.optional() })

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = runNumber.safeParse((await params).id)
  return { title: id.success ? `Run ${id.data}` : 'Not found' }
}

/** One run: its ledger and its batches. */
export default async function RunRoute({ params, searchParams }: Props) {
  const user = await requireUser()
  const id = runNumber.safeParse((await params).id)
  if (!id.success) notFound()
  const { search, ignored } = await parseSearch(runSearch, searchParams)
  const found = await read(id.data, search.at)
  if (!found.ok) {
    return (
      <Page title={`Run ${id.data}`}>
        <ListFailure
          title="The run could not be read."
          cause={`${found.cause}. Its ledger is safe.`}
          detail={found.detail}
        />
      </Page>
    )
  }
  if (found.run === null) notFound()
  return (
    <RunPage
      run={found.run}
      batches={found.batches}
      isFirst={search.at === undefined || found.batches.previous === null}
      ignored={ignored}
      stopRun={can(user, 'ingest') ? stopRun : null}
    />
  )
}

async function read(runId: number, cursor: Cursor | undefined) {
  try {
    const [run, batches] = await inTime(
      Promise.all([findRun(runId), listBatches({ runId, limit: PAGE_SIZE, cursor })]),
    )
    return { ok: true as const, run, batches }
  } catch (error) {
    log.error('run.read-failed', { runId }, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
