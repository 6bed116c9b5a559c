import { BATCH_MAX_BYTES, bodyBytes, type MessageMemory } from '@/lib/ingest/batch/message-memory'
import {
  type MessageSource,
  type QueueMessage,
  RECEIVE_MAX_MESSAGES,
  type ReceiveOptions,
} from '@/lib/queue/queue'

export type CollectOptions = {
  /** How many messages make a batch. */
  size: number
  /** How long to wait for the first message, in whole seconds; 0 to 20. */
  waitSeconds: number
  /** How long a receive may take once there are messages in hand, which wait for it. */
  timeoutMs: number
  signal: AbortSignal
  /** Has room for the first receive. */
  memory: MessageMemory
  /** Told of a receive that failed while there were messages in hand: it may have been handed some. */
  onFailure: (error: unknown) => void
}

const RECEIVES_AT_ONCE = 4
const MAX_RECEIVES_AT_ONCE = 16
/** For how long new receives are started once there are messages in hand. */
const LINGER_MS = 500
/** The least timeout that allows a receive a wait of one second. */
const MIN_WAIT_TIMEOUT_MS = 2_000

/**
 * Makes a batch of many receives: waits for the first messages, then takes what else is there,
 * several receives at once, until the batch is full or a receive comes back empty. After a full receive
 * the others are long polls too: a short poll asks only some of SQS's servers, and comes back with a few
 * messages, or none, although thousands are waiting. They are never cut off, as they may hold messages, and
 * none begins without room for all that it may bring.
 * @throws if the very first receive fails; a later failure ends the batch instead, since the messages
 *   received by then must be stored.
 */
export async function collectMessages(
  queue: MessageSource,
  { size, waitSeconds, timeoutMs, signal, memory, onFailure }: CollectOptions,
): Promise<QueueMessage[]> {
  let bytes = 0
  const receive = async (options: ReceiveOptions) => {
    let brought = 0
    try {
      const received = await queue.receive(options)
      for (const message of received) brought += bodyBytes(message)
      return received
    } finally {
      memory.note(brought)
      bytes += brought
    }
  }
  const messages = await receive({ waitSeconds, signal })
  if (messages.length === 0) return messages
  const endsAtMs = performance.now() + LINGER_MS
  let open = true
  // A full one suggests that there are more.
  const hasMore = messages.length >= RECEIVE_MAX_MESSAGES
  const wait = hasMore && timeoutMs >= MIN_WAIT_TIMEOUT_MS ? 1 : 0
  const receives: Promise<void>[] = []
  let underWay = 0
  const wantsMore = () => {
    // By what has come; what bounds it whatever comes is the memory.
    const expected = messages.length + underWay * RECEIVE_MAX_MESSAGES
    const expectedBytes = (bytes / messages.length) * expected
    return (
      open &&
      expected < size &&
      expectedBytes < BATCH_MAX_BYTES &&
      !signal.aborted &&
      performance.now() < endsAtMs
    )
  }
  const receiveOn = async () => {
    while (wantsMore() && memory.reserve()) {
      underWay += 1
      const more = await receive({ waitSeconds: wait, timeoutMs }).finally(() => {
        underWay -= 1
      })
      if (more.length === 0) open = false
      messages.push(...more)
      if (more.length === RECEIVE_MAX_MESSAGES) begin()
    }
  }
  /** Each full answer adds one receive, so that a distant queue is asked often enough. */
  const begin = () => {
    if (receives.length === MAX_RECEIVES_AT_ONCE) return
    const ended = receiveOn().catch((error) => {
      open = false
      onFailure(error)
    })
    receives.push(ended)
  }
  for (let at = 0; at < (hasMore ? RECEIVES_AT_ONCE : 1); at += 1) begin()
  for (const receive of receives) await receive
  return messages
}
