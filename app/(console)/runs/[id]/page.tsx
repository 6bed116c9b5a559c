import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { stopRun } from '@/app/(console)/actions'
import { attemptRead } from '@/app/(console)/attempt-read'
import type { SearchParams } from '@/app/(console)/search-params'
import { RunPage } from '@/components/runs/run-page'
import { requireUser } from '@/lib/auth/require-user'
import { findDroppedBatches } from '@/lib/db/ledger/find-dropped-batches'
import { listBatches } from '@/lib/db/ledger/list-batches'
import { findRun } from '@/lib/db/runs/find-run'
import { can } from '@/lib/model/permissions'
import { batchesQuery } from '@/lib/model/query/batches-query'
import type { Loaded } from '@/lib/model/query/loaded'
import { runNumberSchema } from '@/lib/model/query/run-number'

const PAGE_SIZE = 50

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = runNumberSchema.safeParse((await params).id)
  return { title: id.success ? `Run ${id.data}` : 'Not found' }
}

/** One run: its ledger and its batches. */
export default async function RunRoute({ params, searchParams }: Props) {
  const user = await requireUser()
  const id = runNumberSchema.safeParse((await params).id)
  if (!id.success) notFound()
  const { query, brokenParts } = batchesQuery.parse(await searchParams)
  const loaded = orNotFound(
    await attemptRead('run', () => read(id.data, query.at), { runId: id.data }),
  )
  return (
    <RunPage
      runId={id.data}
      at={query.at}
      brokenParts={brokenParts}
      loaded={loaded}
      stopRun={can(user, 'ingest') ? stopRun : null}
    />
  )
}

async function read(runId: number, cursor: string | undefined) {
  const batches = listBatches({ runId, limit: PAGE_SIZE, cursor })
  const [run, page, dropped] = await Promise.all([
    findRun(runId),
    batches,
    findDroppedBatches(runId),
  ])
  return run === null ? null : { run, batches: page, dropped }
}

function orNotFound<T>(loaded: Loaded<T | null>): Loaded<T> {
  if (loaded.kind === 'failed') return loaded
  return loaded.value === null ? notFound() : { kind: 'loaded', value: loaded.value }
}
