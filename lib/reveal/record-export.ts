import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { log } from '@/lib/log'
import { type Actor, identityOf } from '@/lib/reveal/actor'

/**
 * The chunks of an export, on the record: the row that says what is exported is committed before the
 * first chunk, and the one that tells how many rows were written after the last, or once the browser
 * takes no more.
 * @param what is exported, in words, such as `logins`.
 */
export async function* recordExport(
  actor: Actor,
  what: string,
  chunks: AsyncGenerator<ExportChunk>,
): AsyncGenerator<ExportChunk> {
  const about = { ...identityOf(actor), action: 'export' as const, subject: what }
  const { id: requestId } = await recordInRevealLog({ ...about, outcome: 'asked' })
  let rows = 0
  let outcome: 'done' | 'failed' = 'failed'
  try {
    for await (const chunk of chunks) {
      rows += chunk.rows
      yield chunk
    }
    outcome = 'done'
  } finally {
    await recordInRevealLog({ ...about, requestId, outcome, outcomes: [`${rows} rows`] })
    log.info('export.ended', { what, rows, outcome, user: actor.user.id })
  }
}
