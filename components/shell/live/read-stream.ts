import { eventReader } from '@/components/shell/live/event-reader'
import { LIVE_SESSION_HEADER, type LiveMessage } from '@/lib/model/live/live-message'

/** Refused: what the console answered instead; null where it says nothing that people can use. */
type StreamEnd = { kind: 'ended' } | { kind: 'refused'; status: number; text: string | null }

type Options = {
  session: string
  /** The event to go on from. */
  after: string | null
  signal: AbortSignal
  onMessage: (message: LiveMessage) => void
}

/**
 * Reads one live stream to its end. By fetch, as an EventSource tells neither why it is refused nor lets
 * the first request say what is known.
 */
export async function readStream({
  session,
  after,
  signal,
  onMessage,
}: Options): Promise<StreamEnd> {
  const headers = new Headers({ accept: 'text/event-stream', [LIVE_SESSION_HEADER]: session })
  if (after !== null) headers.set('last-event-id', after)
  try {
    const response = await fetch('/api/live', { headers, signal, cache: 'no-store' })
    const { ok, status, body } = response
    if (!ok || body === null) {
      const text = [429, 503].includes(status) ? await response.text() : null
      return { kind: 'refused', status, text }
    }
    await readAll(body, onMessage)
  } catch {
    // Cut off, by whatever is in between or by this page itself.
  }
  return { kind: 'ended' }
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  onMessage: (message: LiveMessage) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const read = eventReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    for (const data of read(decoder.decode(value, { stream: true }))) onMessage(JSON.parse(data))
  }
}
