import { queueUrl } from '@/lib/env'
import type { Queue } from '@/lib/queue/queue'
import { openSqsQueue } from '@/lib/queue/sqs/open-sqs-queue'
import { singleton } from '@/lib/singleton'

type Opened = { current: ReturnType<typeof openSqsQueue> | undefined }

const opened = () => singleton<Opened>('queue', () => ({ current: undefined }))

/** The process-wide queue of the configuration. @throws UserError where none is configured. */
export function openQueue(): Queue {
  const current = opened().current ?? openSqsQueue(queueUrl())
  opened().current = current
  return current.queue
}

/** Closes the connections to the queue; the next `openQueue()` opens new ones. */
export function closeQueue(): void {
  opened().current?.close()
  opened().current = undefined
}
