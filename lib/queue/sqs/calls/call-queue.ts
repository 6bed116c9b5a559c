import { QueueFailure } from '@/lib/queue/queue-failure'
import { countCall } from '@/lib/queue/sqs/calls/count-call'
import { noteRoundTrip } from '@/lib/queue/sqs/calls/round-trip'
import type { QueueCall } from '@/lib/queue/sqs/known-failures'
import { toQueueFailure } from '@/lib/queue/sqs/to-queue-failure'

/** How long a call may take in all, where it does not wait for messages. */
const CALL_TIMEOUT_MS = 10_000

type Options = Omit<QueueCall, 'action'> & {
  timeoutMs?: number | undefined
  /** Ends the call from outside; it then fails as one that was cut off. */
  signal?: AbortSignal | undefined
}

/**
 * Makes a call to the queue with one deadline for all of it: credentials, attempts, headers and body. An
 * answer that drips in is never idle, and would else hold messages in hand for minutes.
 * @throws QueueFailure and nothing else.
 */
export async function callQueue<Answer>(
  action: string,
  { timeoutMs = CALL_TIMEOUT_MS, signal, ...place }: Options,
  send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const controller = new AbortController()
  // The SDK does not hand its signal on to whatever finds credentials, which may hang as well.
  const cutOff = new Promise<never>((_, reject) => {
    const { signal } = controller
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  const startedAtMs = performance.now()
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, timeoutMs)
  const abort = () => controller.abort()
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  try {
    const answer = await Promise.race([send(controller.signal), cutOff])
    countCall(action, 'ok')
    if (action !== 'ReceiveMessage') noteRoundTrip(place.host, performance.now() - startedAtMs)
    return answer
  } catch (error) {
    const call = { action, ...place }
    const failure = late ? null : toQueueFailure(error, call)
    countCall(action, controller.signal.aborted && !late ? 'aborted' : failure)
    if (failure !== null) throw failure
    const seconds = Math.ceil(timeoutMs / 1_000)
    throw new QueueFailure(`${place.host} did not answer ${action} within ${seconds} s.`, {
      code: 'NoAnswerInTime',
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
