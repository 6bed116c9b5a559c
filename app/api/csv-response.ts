/**
 * A CSV file that is written as it is read: the browser's pace is the database's. Where it is broken
 * off, the connection is, so that half a file is not taken for a whole one.
 */
export function csvResponse(fileName: string, chunks: AsyncIterator<string>): Response {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await chunks.return?.()
    },
  })
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** `logins-2026-11-21.csv`, by the UTC day. */
export function csvName(what: string): string {
  return `${what}-${new Date().toISOString().slice(0, 10)}.csv`
}
