import { describeFailure } from '@/lib/errors'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { openQueue } from '@/lib/queue/open-queue'

/** Depths of about five minutes at one every two seconds. */
const HISTORY_LENGTH = 150

export type QueueWatch = Pick<LiveEvent, 'queue' | 'depthHistory'>

/** What is known of a queue before it was asked. */
export const UNKNOWN_QUEUE: QueueWatch = {
  queue: { depth: null, reachedAt: null, failure: null },
  depthHistory: [],
}

/** Reads the queue's depth; on failure the last depth stays, with the failure beside it. */
export async function readQueue(previous: QueueWatch): Promise<QueueWatch> {
  try {
    const depth = await openQueue().depth()
    const at = Math.floor(Date.parse(depth.readAt) / 1000)
    return {
      queue: { depth, reachedAt: depth.readAt, failure: null },
      depthHistory: [...previous.depthHistory, { at, visible: depth.visible }].slice(
        -HISTORY_LENGTH,
      ),
    }
  } catch (error) {
    return unreached(previous, describeFailure(error))
  }
}

/** The last depth, with why there is no newer one. */
export function unreached(previous: QueueWatch, failure: string): QueueWatch {
  return { ...previous, queue: { ...previous.queue, failure } }
}
