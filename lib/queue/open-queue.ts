import { queueUrl } from '@/lib/env'
import type { Queue } from '@/lib/queue/queue'
import { openSqsQueue } from '@/lib/queue/sqs/open-sqs-queue'

const shared = globalThis as { veilgateQueue?: ReturnType<typeof openSqsQueue> | undefined }

/** The process-wide queue of the configuration. @throws UserError where none is configured. */
export function openQueue(): Queue {
  shared.veilgateQueue ??= openSqsQueue(queueUrl())
  return shared.veilgateQueue.queue
}

/** Closes the connections to the queue; the next `openQueue()` opens new ones. */
export function closeQueue(): void {
  shared.veilgateQueue?.close()
  shared.veilgateQueue = undefined
}
