import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { runsFilter } from '@/app/filters/runs-filter'
import { RunsPage } from '@/components/runs/runs-page'
import { requireUser } from '@/lib/auth/require-user'
import { listRunStarters } from '@/lib/db/runs/list-run-starters'
import { listRuns } from '@/lib/db/runs/list-runs'
import { runsQuery } from '@/lib/model/query/runs-query'

export const metadata: Metadata = { title: 'Runs' }

const PAGE_SIZE = 50

/** Runs, newest first, narrowed by state, time and who started them. */
export default async function Runs({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const [search, timeZone] = await Promise.all([searchParams, viewerTimeZone()])
  const { query, brokenParts } = runsQuery.parse(search)
  const loaded = await attemptRead('runs', async () => {
    const filter = runsFilter(query, { nowMs: Date.now(), timeZone })
    const runs = listRuns({ limit: PAGE_SIZE, cursor: query.at, filter })
    const newest = listRuns({ limit: 1 })
    const [page, starters, { rows }] = await Promise.all([runs, listRunStarters(), newest])
    return { page, starters, newestId: rows[0]?.id ?? 0 }
  })
  return (
    <RunsPage query={query} brokenParts={brokenParts} loaded={loaded} renderedZone={timeZone} />
  )
}
