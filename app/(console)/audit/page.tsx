import type { Metadata } from 'next'
import { Suspense } from 'react'
import { attemptRead } from '@/app/(console)/attempt-read'
import { inTime } from '@/app/(console)/in-time'
import { pageWithRow, rowElsewhere } from '@/app/(console)/page-with-row'
import { requirePermission } from '@/app/(console)/require-permission'
import type { SearchParams } from '@/app/(console)/search-params'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { auditFilter } from '@/app/filters/audit-filter'
import { rejectedIdsOf } from '@/components/audit/about-links'
import { AuditPage } from '@/components/audit/audit-page'
import { ChainChecking, ChainVerdict } from '@/components/audit/chain-verdict'
import { findRejectedPlaces } from '@/lib/db/rejected/find-rejected-places'
import { findActionOfRow, listRecordedActions } from '@/lib/db/reveal-log/list-recorded-actions'
import { listRevealPeople } from '@/lib/db/reveal-log/list-reveal-people'
import { verifyNewRows } from '@/lib/db/reveal-log/verify-new-rows'
import { describeFailure } from '@/lib/errors'
import { log } from '@/lib/log'
import { type AuditQuery, auditQuery } from '@/lib/model/query/audit-query'
import { cursorAtRow } from '@/lib/model/query/row-place'

export const metadata: Metadata = { title: 'Audit log' }

const PAGE_SIZE = 50
/** The log may be long. */
const CHAIN_TIMEOUT_MS = 60_000

/** The reveal log, and whether it is still as it was written. */
export default async function Audit({ searchParams }: { searchParams: SearchParams }) {
  await requirePermission('read-log')
  const { query, brokenParts } = auditQuery.parse(await searchParams)
  return (
    <AuditPage
      query={query}
      brokenParts={brokenParts}
      loaded={await attemptRead('audit', () => read(query))}
      chain={
        <Suspense fallback={<ChainChecking />}>
          <Chain />
        </Suspense>
      }
    />
  )
}

/** The first time the whole log is followed, which may take a while: the page does not wait for it. */
async function Chain() {
  try {
    return <ChainVerdict verdict={await inTime(verifyNewRows(), CHAIN_TIMEOUT_MS)} />
  } catch (error) {
    log.error('audit.verify-failed', {}, error)
    return <ChainVerdict verdict={{ kind: 'unknown', cause: describeFailure(error) }} />
  }
}

async function read(query: AuditQuery) {
  const context = { nowMs: Date.now(), timeZone: await viewerTimeZone() }
  const filter = auditFilter(query, context)
  const row = query.row === undefined ? null : await placeOfRow(query.row)
  const found = pageWithRow({ at: query.at, row }, (at) =>
    listRecordedActions({ ...filter, cursor: at, limit: PAGE_SIZE }),
  )
  const [{ page, at }, people] = await Promise.all([found, listRevealPeople()])
  const elsewhere = await rowElsewhere(page, row, (cursor) =>
    listRecordedActions({ cursor, limit: 1 }),
  )
  const linked = query.row === undefined ? undefined : { place: query.row, elsewhere }
  const messages = rejectedIdsOf(elsewhere === null ? page.rows : [...page.rows, elsewhere])
  return { page, at, people, linked, rejectedPlaces: await findRejectedPlaces(messages) }
}

/** A link may name any row: what is listed is the action that it belongs to. */
async function placeOfRow(row: string) {
  const place = await findActionOfRow(row)
  return place && { id: place.id, cursor: cursorAtRow(place) }
}
