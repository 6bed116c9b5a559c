import type { MessageSource, QueueMessage } from '@/lib/queue/queue'

export type CollectOptions = {
  /** How many messages make a batch. */
  size: number
  /** How long to wait for the first message, in whole seconds; 0 to 20. */
  waitSeconds: number
  /** How long a receive may take once there are messages in hand, which wait for it. */
  timeoutMs: number
  signal: AbortSignal
  /** Told of a receive that failed while there were messages in hand: it may have been handed some. */
  onFailure: (error: unknown) => void
}

const RECEIVES_AT_ONCE = 4
/** How long the first message may wait for others. */
const LINGER_MS = 250
/** Bodies may be a megabyte each; a batch of them must still fit into memory and a statement. */
const BATCH_MAX_BYTES = 16 * 1024 * 1024

/**
 * Makes a batch of many receives: waits for the first messages, then takes what else is there,
 * several receives at once, until the batch is full or a receive comes back empty.
 * @throws where the very first receive fails; a later failure ends the batch instead, since what it
 *   holds by then must be stored.
 */
export async function collectMessages(
  queue: MessageSource,
  { size, waitSeconds, timeoutMs, signal, onFailure }: CollectOptions,
): Promise<QueueMessage[]> {
  const messages = await queue.receive({ waitSeconds, signal })
  if (messages.length === 0) return messages
  const endsAtMs = performance.now() + LINGER_MS
  let bytes = messages.reduce((sum, { body }) => sum + body.length, 0)
  let open = true
  const isFull = () => messages.length >= size || bytes >= BATCH_MAX_BYTES
  const receiveOn = async () => {
    while (open && !isFull() && !signal.aborted && performance.now() < endsAtMs) {
      const more = await queue.receive({ waitSeconds: 0, timeoutMs: timeoutMs })
      if (more.length === 0) open = false
      messages.push(...more)
      bytes += more.reduce((sum, { body }) => sum + body.length, 0)
    }
  }
  const receives = Array.from({ length: RECEIVES_AT_ONCE }, () =>
    receiveOn().catch((error) => {
      open = false
      onFailure(error)
    }),
  )
  await Promise.all(receives)
  return messages
}
