import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import type { SearchParams } from '@/app/(console)/search-params'
import { RunsPage } from '@/components/runs/runs-page'
import { requireUser } from '@/lib/auth/require-user'
import { listRuns } from '@/lib/db/runs/list-runs'
import { runsQuery } from '@/lib/model/query/runs-query'

export const metadata: Metadata = { title: 'Runs' }

const PAGE_SIZE = 50

/** Every run, newest first. */
export default async function Runs({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const { query, brokenParts } = runsQuery.parse(await searchParams)
  const loaded = await attemptRead('runs', () => listRuns({ limit: PAGE_SIZE, cursor: query.at }))
  return <RunsPage at={query.at} brokenParts={brokenParts} loaded={loaded} />
}
