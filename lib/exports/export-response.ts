import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { READER_TIMEOUT_MS } from '@/lib/db/read-snapshot'
import { boundToSource } from '@/lib/db/replica/read-source'
import { failureSentence, UserError } from '@/lib/errors'
import { beginExport, type ExportUnderWay, endExport } from '@/lib/exports/exports-under-way'
import { fileResponse } from '@/lib/exports/file-response'
import { takeSlot } from '@/lib/exports/take-slot'
import { BYTE_ORDER_MARK, csvRecord } from '@/lib/format/csv'
import { CONTENT_TYPES, type RecordFormat } from '@/lib/format/record-format'
import { log } from '@/lib/log'
import { HOUR_MS } from '@/lib/model/time/units'

/** A hundred million logins take less. Whoever reads no faster holds VACUUM and retention back for all. */
const MAX_MS = 2 * HOUR_MS

const TOO_LONG = `It took longer than ${MAX_MS / HOUR_MS} hours. Narrow the filter and export in parts.`

type Export = {
  /** What its page asks for its progress by; one of its own if the page gave none. */
  id: string | undefined
  userId: string
  /** What is exported, as in `shared-devices`. */
  what: string
  fileName: string
  /** CSV, unless it says otherwise; of NDJSON, each line names its columns. */
  format?: RecordFormat
  columns: readonly string[]
  chunks: AsyncGenerator<ExportChunk>
  /** How long the browser may take nothing; a test may say less. */
  timeoutMs?: number
  /** How long all of it may take; a test may say less. */
  maxMs?: number
}

/** Answers with a file, if there is a place for one more; its page can ask how far it is. */
export function exportResponse({ id = crypto.randomUUID(), ...asked }: Export): Response {
  const { userId, what, fileName, format = 'csv', timeoutMs = READER_TIMEOUT_MS } = asked
  const progress = beginExport(id, userId)
  if (progress === null) return new Response('It is under way already.', { status: 409 })
  const slot = takeSlot(userId, () => progress.state === 'running')
  if (!slot.ok) {
    // A download shows nobody the body of an answer: the page asks for the reason.
    endExport(id, 'failed', slot.problem)
    return new Response(slot.problem, { status: 429, headers: { 'retry-after': '30' } })
  }
  return fileResponse({
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${fileName}"`,
    },
    chunks: boundToSource(write(id, asked, progress)),
    timeoutMs,
    onStall: () => {
      log.warn('export.stalled', { what, rows: progress.rows })
      endExport(id, 'failed', 'The download stalled and was cancelled.')
    },
    onCancel: () => endExport(id, 'cancelled'),
    onEnd: slot.letGo,
  })
}

async function* write(
  id: string,
  { what, format = 'csv', columns, chunks, maxMs = MAX_MS }: Omit<Export, 'id'>,
  progress: ExportUnderWay,
): AsyncGenerator<string> {
  const endsAtMs = performance.now() + maxMs
  try {
    if (format === 'csv') yield `${BYTE_ORDER_MARK}${csvRecord(columns)}`
    for await (const { csv, rows } of chunks) {
      yield csv
      progress.rows += rows
      if (progress.state !== 'running') throw new Error('The export was cancelled.')
      if (performance.now() >= endsAtMs) throw new UserError(TOO_LONG)
    }
    endExport(id, 'done')
  } catch (error) {
    if (progress.state === 'running') log.error('export.failed', { what }, error)
    endExport(id, 'failed', failureSentence(error))
    throw error
  }
}
