import { stillPermitted } from '@/lib/auth/session/still-permitted'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Permission } from '@/lib/model/permissions'
import { type Actor, identityOf } from '@/lib/reveal/actor'

/** How often it is asked whether the file may still be had. */
const CHECK_MS = 15_000

const OVER = 'You were signed out, or no longer have permission.'

type RecordedExport = {
  /** What is exported, in words, such as `logins`. */
  what: string
  /** What it takes; whoever loses it meanwhile gets no more rows. */
  permission: Permission
  chunks: AsyncGenerator<ExportChunk>
  /** A test may say less. */
  checkMs?: number
}

/**
 * The chunks of an export, on the record: the row that says what is exported is committed before the
 * first chunk, and the one that tells how many rows were written after the last, or once the browser
 * takes no more.
 * @throws UserError once the person may not have it any more.
 */
export async function* recordExport(
  actor: Actor,
  { what, permission, chunks, checkMs = CHECK_MS }: RecordedExport,
): AsyncGenerator<ExportChunk> {
  const about = { ...identityOf(actor), action: 'export' as const, subject: what }
  const { id: requestId } = await recordInRevealLog({ ...about, outcome: 'asked' })
  const isStillPermitted = stillPermitted(actor.user, permission)
  let checkAtMs = performance.now() + checkMs
  let rows = 0
  let outcome: 'done' | 'failed' = 'failed'
  try {
    for await (const chunk of chunks) {
      if (performance.now() >= checkAtMs) {
        if (!(await isStillPermitted())) throw new UserError(OVER)
        checkAtMs = performance.now() + checkMs
      }
      rows += chunk.rows
      yield chunk
    }
    outcome = 'done'
  } finally {
    await recordInRevealLog({ ...about, requestId, outcome, outcomes: [`${rows} rows`] })
    log.info('export.ended', { what, rows, outcome, user: actor.user.id })
  }
}
