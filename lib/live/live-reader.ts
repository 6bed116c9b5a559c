import { cachedReader } from '@/lib/live/cached-reader'
import { type QueueWatch, readQueue, UNKNOWN_QUEUE, unreached } from '@/lib/live/queue-watch'
import { type Figures, readFigures, UNKNOWN_FIGURES, unreachable } from '@/lib/live/read-figures'
import { rateWhileWaiting } from '@/lib/model/live/current-rate'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { DepthReading } from '@/lib/model/live/remaining-messages'
import { followDrain, NO_DRAIN } from '@/lib/model/live/time-to-empty'

const TIMEOUT_MS = 3_000
const LATE = `No answer within ${TIMEOUT_MS / 1_000} s`
/** The queue's counts are approximate, and each look at them is a call that costs. */
const QUEUE_AGE_MS = 1_000
/** A queue that was not reached for so long may be away. */
const AWAY_MS = 2_000

/** A live event but for when it is told and the logins that arrived. */
type Reading = Omit<LiveEvent, 'now' | 'logins' | 'loginsArrived'>

/**
 * A way to read what the live view shows, never waiting longer than three seconds: where the database
 * or the queue hangs, the last figures are given again, with when they were read and that it does.
 */
export function liveReader(): () => Promise<Reading> {
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
  const estimate = drainEstimate()
  return async () => {
    const [known, watch] = await Promise.all([figures(), queue(QUEUE_AGE_MS)])
    const { activeSince: _, ...shown } = known
    return { ...shown, ...watch, ...estimate(known, watch) }
  }
}

/** The rate and the time to empty, which depend on both: the same for all who watch. */
function drainEstimate() {
  let drain = NO_DRAIN
  return (
    { rate, currentRate, activeSince, run, database }: Figures,
    { queue }: QueueWatch,
  ): Pick<LiveEvent, 'currentRate' | 'timeToEmpty'> => {
    const nowMs = Date.now()
    const reachedMs = queue.reachedAt === null ? nowMs : Date.parse(queue.reachedAt)
    const waits = queue.failure !== null || (run?.problem ?? null) !== null
    const mayWait = waits || nowMs - reachedMs > AWAY_MS
    const now = mayWait ? rateWhileWaiting(currentRate, rate, waits) : currentRate
    drain = followDrain(drain, {
      nowMs,
      reading: database.reachable ? readingOf(queue) : null,
      rate: now,
      points: rate,
      // A redrive alone does not empty the queue.
      activeSince: run?.mode === 'redrive' ? null : activeSince,
    })
    return { currentRate: now, timeToEmpty: drain.shown }
  }
}

function readingOf({ depth, failure }: LiveEvent['queue']): DepthReading | null {
  if (depth === null || failure !== null) return null
  const { visible, inFlight, delayed, readAt } = depth
  return { atMs: Date.parse(readAt), messages: visible + inFlight + delayed }
}
