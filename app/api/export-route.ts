import { z } from 'zod'
import { answer } from '@/app/api/answer'
import { requestTimeZone } from '@/app/api/request-time-zone'
import { clientAddress } from '@/lib/auth/client-address'
import type { CurrentUser } from '@/lib/auth/current-user'
import { isForeignRequest } from '@/lib/auth/request-site'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { exportResponse } from '@/lib/exports/export-response'
import { RECORD_FORMATS, type RecordFormat } from '@/lib/format/record-format'
import { recordExport } from '@/lib/reveal/record-export'

/** What a page says of an export beside its filters. */
const optionsSchema = z.object({
  /** What the page asks for the progress by. */
  export: z.uuid().optional(),
  format: z.enum(RECORD_FORMATS).default('csv'),
})

export type ExportAsked = {
  user: CurrentUser
  searchParams: URLSearchParams
  format: RecordFormat
  /** When it was asked for, and the zone in which the person sees times. */
  context: { nowMs: number; timeZone: string }
}

export type FileExport = {
  /** What is exported, in words, such as `logins`. */
  what: string
  fileName: string
  columns: readonly string[]
  chunks: AsyncGenerator<ExportChunk>
}

/**
 * Answers with a file, on the record, whatever a page asks for.
 * @param prepare what the file holds; an answer where there is none.
 */
export function exportRoute(
  request: Request,
  prepare: (asked: ExportAsked) => Promise<FileExport | Response>,
): Promise<Response> {
  // An export is on record, and no other site may place it there in somebody's name.
  if (isForeignRequest(request.headers)) {
    const text = 'Start the export from its page in the console.'
    return Promise.resolve(new Response(text, { status: 403 }))
  }
  // Next has a GET answer a HEAD as well, and neither reads nor cancels the body of the answer.
  if (request.method === 'HEAD') {
    return Promise.resolve(new Response(null, { status: 405, headers: { allow: 'GET' } }))
  }
  return answer('export', async (user) => {
    const { searchParams } = new URL(request.url)
    const options = optionsSchema.safeParse(Object.fromEntries(searchParams))
    if (!options.success) return brokenLink()
    const { export: id, format } = options.data
    const context = { nowMs: Date.now(), timeZone: requestTimeZone(request.headers) }
    const prepared = await prepare({ user, searchParams, format, context })
    if (prepared instanceof Response) return prepared
    const { what, fileName, columns, chunks } = prepared
    const actor = { user, clientAddress: clientAddress(request.headers) }
    return exportResponse({
      id,
      userId: user.id,
      what,
      fileName,
      format,
      columns,
      chunks: recordExport(actor, { what, permission: 'browse', chunks }),
    })
  })
}

/** For a filter that is not understood: a file says nothing of what it left out. */
export function brokenLink(): Response {
  return new Response('This link is broken.', { status: 400 })
}
