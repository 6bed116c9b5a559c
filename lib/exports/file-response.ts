type Options = {
  headers: Record<string, string>
  chunks: AsyncGenerator<string>
  /** How long the reader may take over one chunk before the file is broken off. */
  timeoutMs: number
  onStall: () => void
  /** The reader left early: nothing is thrown. */
  onCancel: () => void
  /** However it ended, once nothing is read any more. May be called twice. */
  onEnd: () => void
}

/**
 * A file that is written as it is read: the reader's pace is the database's. Where it is broken off,
 * the connection is, so that half a file is not taken for a whole one.
 */
export function fileResponse({
  headers,
  chunks,
  timeoutMs,
  onStall,
  onCancel,
  onEnd,
}: Options): Response {
  const encoder = new TextEncoder()
  let stalled: NodeJS.Timeout | undefined
  const end = async () => {
    clearTimeout(stalled)
    try {
      await chunks.return(undefined)
    } finally {
      onEnd()
    }
  }
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(stalled)
      try {
        const { done, value } = await chunks.next()
        if (done) {
          controller.close()
          return onEnd()
        }
        controller.enqueue(encoder.encode(value))
      } catch (error) {
        await end()
        throw error
      }
      // Nobody asks for more until this is taken.
      stalled = setTimeout(() => {
        controller.error(new Error('The reader stopped reading.'))
        onStall()
        end().catch(() => undefined)
      }, timeoutMs).unref()
    },
    cancel: () => {
      onCancel()
      return end()
    },
  })
  return new Response(stream, {
    headers: { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no', ...headers },
  })
}
