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
/** The most that SQS hands out at once: who is given as many can expect more. */
const FULL_RECEIVE = 10
/** For how long receives are begun once there are messages in hand. */
const LINGER_MS = 250
/** What is given to a receive with a wait of a second, if it is to have one. */
const MIN_WAIT_TIMEOUT_MS = 2_000
/** Bodies may be a megabyte each; a batch of them must still fit into memory and a statement. */
const BATCH_MAX_BYTES = 16 * 1024 * 1024

/**
 * Makes a batch of many receives: waits for the first messages, then takes what else is there,
 * several receives at once, until the batch is full or a receive comes back empty. Behind a full receive
 * the others wait as well: one that does not asks some of SQS's servers only, and comes back with a few
 * messages, or none, though thousands are there. They are never cut off, as they may hold messages.
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
  const hasMore = messages.length >= FULL_RECEIVE
  const wait = hasMore && timeoutMs >= MIN_WAIT_TIMEOUT_MS ? 1 : 0
  const isFull = () => messages.length >= size || bytes >= BATCH_MAX_BYTES
  const receiveOn = async () => {
    while (open && !isFull() && !signal.aborted && performance.now() < endsAtMs) {
      const more = await queue.receive({ waitSeconds: wait, timeoutMs })
      if (more.length === 0) open = false
      messages.push(...more)
      bytes += more.reduce((sum, { body }) => sum + body.length, 0)
    }
  }
  const receives = Array.from({ length: hasMore ? RECEIVES_AT_ONCE : 1 }, () =>
    receiveOn().catch((error) => {
      open = false
      onFailure(error)
    }),
  )
  await Promise.all(receives)
  return messages
}
