import { describeFailure } from '@/lib/errors'
import type { LiveEvent } from '@/lib/live-view'
import { openQueue } from '@/lib/queue/queue'

/** Depths of about five minutes at one every two seconds. */
const HISTORY_LENGTH = 150
/** A reading that takes longer counts as a failure: the page must say so rather than wait. */
const PATIENCE_MS = 5_000

export type QueueWatch = Pick<LiveEvent, 'queue' | 'depthHistory'>

/** What is known of a queue before it was asked. */
export const UNKNOWN_QUEUE: QueueWatch = {
  queue: { depth: null, reachedAt: null, failure: null },
  depthHistory: [],
}

/** Reads the queue's depth; on failure the last depth stays, with the failure beside it. */
export async function readQueue(previous: QueueWatch): Promise<QueueWatch> {
  try {
    const depth = await within(PATIENCE_MS, openQueue().depth())
    const at = Math.floor(Date.parse(depth.readAt) / 1000)
    return {
      queue: { depth, reachedAt: depth.readAt, failure: null },
      depthHistory: [...previous.depthHistory, { at, visible: depth.visible }].slice(
        -HISTORY_LENGTH,
      ),
    }
  } catch (error) {
    const queue = { ...previous.queue, failure: describeFailure(error) }
    return { ...previous, queue }
  }
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
