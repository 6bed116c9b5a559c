import type { NextRequest } from 'next/server'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { auditFilter } from '@/app/filters/audit-filter'
import { authorise } from '@/lib/auth/authorise'
import { clientAddress } from '@/lib/auth/client-address'
import { readRevealLog } from '@/lib/db/reveal-log/read-reveal-log'
import type { RecordedActionFilter } from '@/lib/db/reveal-log/recorded-action-conditions'
import { failureSentence } from '@/lib/errors'
import { exportFileName } from '@/lib/exports/export-file-name'
import { exportResponse } from '@/lib/exports/export-response'
import { csvRecord } from '@/lib/format/csv'
import { log } from '@/lib/log'
import { type AuditQuery, auditQuery } from '@/lib/model/query/audit-query'
import { boundsOf } from '@/lib/model/query/parts/time-parts'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { refuseUnlessPermitted } from '@/lib/reveal/actor'
import { recordExport } from '@/lib/reveal/record-export'

export const dynamic = 'force-dynamic'

/**
 * The reveal log as CSV, filtered as its page is, oldest first: every row of the actions that fit. Taking it is recorded in it, hence a
 * POST: a link on another site cannot have an admin take it.
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    const authorised = await authorise('read-log')
    if (authorised.kind === 'signed-out') return problem(authorised.problem, authorised.status)
    const { user } = authorised
    const actor = { user, clientAddress: clientAddress(request.headers) }
    const refused = await refuseUnlessPermitted(actor, 'read-log')
    if (refused !== null) return problem('There is nothing at this address.', 404)
    const { query, brokenParts } = auditQuery.parse(request.nextUrl.searchParams)
    // A file has no pages, and says nothing of what it left out.
    if (brokenParts.some(({ name }) => name !== 'at'))
      return problem('That is no filter of the audit log.', 400)
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const chunks = write(auditFilter(query, context))
    return exportResponse({
      id: undefined,
      userId: user.id,
      what: 'veilgate-audit',
      fileName: fileNameOf(query, context),
      columns: Object.keys(COLUMNS),
      chunks: recordExport(actor, { what: 'audit log', permission: 'read-log', chunks }),
    })
  } catch (error) {
    log.error('audit.export-failed', {}, error)
    return problem(`The audit log could not be read. ${failureSentence(error)}`, 503)
  }
}

const COLUMNS = {
  row: (row) => row.id,
  time: (row) => row.at,
  person: (row) => row.userName,
  kind: (row) => row.action,
  outcome: (row) => row.outcome,
  times: (row) => String(row.times),
  request: (row) => row.requestId,
  tokens: (row) => row.tokens.join(' '),
  outcomes: (row) => row.outcomes.join(' '),
  subject: (row) => row.subject,
  reason: (row) => row.reason,
  ticket: (row) => row.ticket,
  from: (row) => row.clientAddress,
  database_user: (row) => row.databaseUser,
  previous_hash: (row) => row.previousHash,
  hash: (row) => row.hash,
} satisfies Record<string, (row: CountedRow) => string | null>

async function* write(filter: RecordedActionFilter) {
  const columns = Object.values(COLUMNS)
  for await (const rows of readRevealLog(filter)) {
    const records = rows.map((row) => csvRecord(columns.map((column) => column(row))))
    yield { csv: records.join(''), rows: rows.length }
  }
}

/** Whoever the log was narrowed to is not named. */
function fileNameOf(query: AuditQuery, context: { nowMs: number; timeZone: string }): string {
  const { kind, outcome, person, token, ticket, text } = query
  const words = [kind, outcome].flatMap((word) => word ?? [])
  const isFiltered = (person ?? token ?? ticket ?? text) !== undefined
  return exportFileName(
    { what: 'audit', time: boundsOf(query, context), words, isFiltered },
    context,
  )
}

function problem(text: string, status: number): Response {
  return Response.json({ problem: text }, { status })
}
