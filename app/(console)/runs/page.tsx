import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { attemptRead } from '@/app/(console)/attempt-read'
import type { SearchParams } from '@/app/(console)/search-params'
import { RunsPage } from '@/components/runs/runs-page'
import { requireUser } from '@/lib/auth/require-user'
import { listRunStarters } from '@/lib/db/runs/list-run-starters'
import { listRuns, type RunsFilter } from '@/lib/db/runs/list-runs'
import { dayBounds } from '@/lib/format/calendar'
import { PREFERENCE, parseTimeZone } from '@/lib/model/preferences'
import { type RunsQuery, runsQuery } from '@/lib/model/query/runs-query'

export const metadata: Metadata = { title: 'Runs' }

const PAGE_SIZE = 50

/** Runs, newest first, narrowed by state, day and who started them. */
export default async function Runs({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const [search, jar] = await Promise.all([searchParams, cookies()])
  const { query, brokenParts } = runsQuery.parse(search)
  const timeZone = parseTimeZone(jar.get(PREFERENCE.timeZone)?.value)
  const loaded = await attemptRead('runs', async () => {
    const filter = filterOf(query, timeZone)
    const runs = listRuns({ limit: PAGE_SIZE, cursor: query.at, filter })
    const [page, starters] = await Promise.all([runs, listRunStarters()])
    return { page, starters }
  })
  return (
    <RunsPage query={query} brokenParts={brokenParts} loaded={loaded} renderedZone={timeZone} />
  )
}

function filterOf({ state, day, by }: RunsQuery, timeZone: string): RunsFilter {
  const bounds = day === undefined ? undefined : dayBounds(day, timeZone)
  return { state, startedFromMs: bounds?.fromMs, startedToMs: bounds?.toMs, startedBy: by }
}
