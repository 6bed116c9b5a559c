import type { NextRequest } from 'next/server'
import { auditFilter } from '@/app/(console)/audit/audit-filter'
import { authorise } from '@/lib/auth/authorise'
import { clientAddress } from '@/lib/auth/client-address'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { type RevealLogFilter, readRevealLog } from '@/lib/db/reveal-log/list-reveal-log'
import { describeFailure } from '@/lib/errors'
import { takeSlot } from '@/lib/exports/take-slot'
import { csvRecord } from '@/lib/format/csv'
import { log } from '@/lib/log'
import { auditQuery } from '@/lib/model/audit-query'
import type { RevealLogRow } from '@/lib/model/reveal-log'
import { identityOf, refuseUnlessPermitted } from '@/lib/reveal/actor'

export const dynamic = 'force-dynamic'

/** The reveal log as CSV, filtered as its page is, oldest first. Taking it is recorded in it. */
export async function GET(request: NextRequest): Promise<Response> {
  let letGo = () => {}
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
    const slot = takeSlot(user.id, () => true)
    if (!slot.ok) return problem(slot.problem, 429, { 'retry-after': '30' })
    letGo = slot.letGo
    await recordInRevealLog({
      ...identityOf(actor),
      action: 'read-log',
      outcome: 'done',
      subject: 'exported as CSV',
    })
    return new Response(streamOf(write(auditFilter(query)), letGo), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="veilgate-audit-${today()}.csv"`,
      },
    })
  } catch (error) {
    letGo()
    log.error('audit.export-failed', {}, error)
    return problem(`The audit log could not be read. ${describeFailure(error)}.`, 503)
  }
}

const COLUMNS = {
  row: (row) => row.id,
  time: (row) => row.at,
  person: (row) => row.userName,
  kind: (row) => row.action,
  outcome: (row) => row.outcome,
  request: (row) => row.requestId,
  tokens: (row) => row.tokens.join(' '),
  outcomes: (row) => row.outcomes.join(' '),
  subject: (row) => row.subject,
  reason: (row) => row.reason,
  ticket: (row) => row.ticket,
  from: (row) => row.clientAddress,
  previous_hash: (row) => row.previousHash,
  hash: (row) => row.hash,
} satisfies Record<string, (row: RevealLogRow) => string | null>

async function* write(filter: RevealLogFilter): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const columns = Object.values(COLUMNS)
  yield encoder.encode(csvRecord(Object.keys(COLUMNS)))
  for await (const rows of readRevealLog(filter)) {
    const records = rows.map((row) => csvRecord(columns.map((column) => column(row))))
    yield encoder.encode(records.join(''))
  }
}

/**
 * A stream that reads on only as fast as it is taken, and no further once it is cancelled.
 * @param onEnd however it ended; may be called twice.
 */
function streamOf(
  chunks: AsyncGenerator<Uint8Array>,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next()
        if (!done) return controller.enqueue(value)
        controller.close()
        onEnd()
      } catch (error) {
        onEnd()
        throw error
      }
    },
    async cancel() {
      onEnd()
      await chunks.return(undefined)
    },
  })
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function problem(text: string, status: number, headers?: Record<string, string>): Response {
  return Response.json({ problem: text }, { status, ...(headers ? { headers } : {}) })
}
