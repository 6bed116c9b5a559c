import type { Metadata } from 'next'
import { z } from 'zod'
import { inTime } from '@/app/(console)/in-time'
import { cursorParam, parseSearch, type SearchParams } from '@/app/(console)/search-params'
import { RunsPage } from '@/components/runs/runs-page'
import { requireUser } from '@/lib/auth/require-user'
import type { Cursor } from '@/lib/db/keyset'
import { listRuns } from '@/lib/db/runs/list-runs'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Runs' }

const PAGE_SIZE = 50
const runsSearch = z.object({ at: cursorParam.optional() })

/** Every run, newest first. */
export default async function Runs({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const { search, ignored } = await parseSearch(runsSearch, searchParams)
  const found = await read(search.at)
  const isFirst = search.at === undefined || (found.ok && found.page.previous === null)
  return <RunsPage isFirst={isFirst} ignored={ignored} found={found} />
}

async function read(cursor: Cursor | undefined) {
  try {
    return { ok: true as const, page: await inTime(listRuns({ limit: PAGE_SIZE, cursor })) }
  } catch (error) {
    log.error('runs.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
