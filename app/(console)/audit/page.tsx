import type { Metadata } from 'next'
import { Suspense } from 'react'
import { auditFilter, auditSearch } from '@/app/(console)/audit/search'
import { inTime } from '@/app/(console)/in-time'
import { requirePermission } from '@/app/(console)/require-permission'
import { parseSearch, type SearchParams } from '@/app/(console)/search-params'
import { AuditPage } from '@/components/audit/audit-page'
import { ChainChecking, ChainVerdict } from '@/components/audit/chain-verdict'
import { listRevealLog } from '@/lib/db/reveal-log/list-reveal-log'
import { listRevealPeople } from '@/lib/db/reveal-log/list-reveal-people'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Audit log' }

const PAGE_SIZE = 100
/** The log may be long. */
const CHAIN_TIMEOUT_MS = 60_000

/** The reveal log, and whether it is still as it was written. */
export default async function Audit({ searchParams }: { searchParams: SearchParams }) {
  await requirePermission('read-log')
  const { search, ignored } = await parseSearch(auditSearch, searchParams)
  const { at, ...rest } = search
  const found = await read({ ...auditFilter(search), cursor: at, limit: PAGE_SIZE })
  return (
    <AuditPage
      search={rest}
      isFirst={at === undefined || (found.ok && found.page.previous === null)}
      ignored={ignored}
      found={found}
      chain={
        <Suspense fallback={<ChainChecking />}>
          <Chain />
        </Suspense>
      }
    />
  )
}

/** Follows the whole log, which may take a while: the page does not wait for it. */
async function Chain() {
  try {
    return <ChainVerdict verdict={await inTime(verifyRevealLog(), CHAIN_TIMEOUT_MS)} />
  } catch (error) {
    log.error('audit.verify-failed', {}, error)
    return <ChainVerdict verdict={{ kind: 'unknown', cause: describeFailure(error) }} />
  }
}

async function read(query: Parameters<typeof listRevealLog>[0]) {
  try {
    const [page, people] = await inTime(Promise.all([listRevealLog(query), listRevealPeople()]))
    return { ok: true as const, page, people }
  } catch (error) {
    log.error('audit.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
