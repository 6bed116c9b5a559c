import { cachedReader } from '@/lib/live/cached-reader'
import { type QueueWatch, readQueue, UNKNOWN_QUEUE, unreached } from '@/lib/live/queue-watch'
import { type Figures, readFigures, UNKNOWN_FIGURES, unreachable } from '@/lib/live/read-figures'

const TIMEOUT_MS = 3_000
const LATE = `No answer within ${TIMEOUT_MS / 1_000} s`
/** The queue's counts are approximate, and each look at them is a call that costs. */
const QUEUE_AGE_MS = 1_000

/**
 * A way to read what the live view shows, never waiting longer than three seconds: where the database
 * or the queue hangs, the last figures are given again, with when they were read and that it does.
 */
export function liveReader(): () => Promise<Figures & QueueWatch> {
  const figures = cachedReader({
    first: UNKNOWN_FIGURES,
    read: readFigures,
    late: (last) => unreachable(last, LATE),
    timeoutMs: TIMEOUT_MS,
  })
  const queue = cachedReader({
    first: UNKNOWN_QUEUE,
    read: readQueue,
    late: (last) => unreached(last, LATE),
    timeoutMs: TIMEOUT_MS,
  })
  return async () => {
    const [database, watch] = await Promise.all([figures(), queue(QUEUE_AGE_MS)])
    return { ...database, ...watch }
  }
}
