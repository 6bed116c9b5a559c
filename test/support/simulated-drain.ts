import type { RatePoint } from '@/lib/model/live/current-rate'
import { currentRate } from '@/lib/model/live/current-rate'
import { followDrain, NO_DRAIN, type TimeToEmpty } from '@/lib/model/live/time-to-empty'
import { random } from '@/lib/sample/random'

export type Simulation = {
  /** Messages on the queue when the run begins. */
  depth: number
  /** Messages a second that are received, by the second of the run. */
  speed: (second: number) => number
  /** Messages a second that are sent meanwhile. */
  inflow?: (second: number) => number
  /** By how much a reading of the depth may differ from the truth, as a part of it. */
  jitter?: number
  /** Received messages are committed only so often. */
  commitEverySeconds?: number
  seed?: number
}

export type Moment = {
  /** Of the run. */
  second: number
  shown: TimeToEmpty
  /** Seconds until the queue is empty; null where it never is. */
  truth: number | null
}

const EPOCH = 1_800_000_000
const STEPS = 4
const MAX_SECONDS = 400

/**
 * A run over a simulated queue, looked at once a second, as the live view looks at it: whole seconds of
 * what was committed, and a depth that is approximate.
 */
export function simulateDrain(simulation: Simulation): Moment[] {
  const next = random(simulation.seed ?? 1, 'drain')
  const { depths, committed, emptyAt } = runQueue(simulation)
  const moments: Moment[] = []
  let drain = NO_DRAIN
  for (let second = 1; second < (emptyAt ?? depths.length); second += 1) {
    const jitter = 1 + (2 * next() - 1) * (simulation.jitter ?? 0)
    const points: RatePoint[] = Array.from({ length: 120 }, (_, n) => {
      const at = second - 120 + n
      return { at: EPOCH + at, received: committed[at] ?? 0 }
    })
    // A second is looked at some time after it ended, and the depth was read shortly before.
    const nowMs = (EPOCH + second + 0.4) * 1_000
    drain = followDrain(drain, {
      nowMs,
      reading: { atMs: nowMs - 100, messages: Math.round((depths[second] ?? 0) * jitter) },
      rate: currentRate(points, EPOCH),
      points,
      activeSince: EPOCH,
    })
    moments.push({ second, shown: drain.shown, truth: emptyAt === null ? null : emptyAt - second })
  }
  return moments
}

/** The depth at the end of each second, and what was committed in it. */
function runQueue({ depth, speed, inflow, commitEverySeconds = 1 }: Simulation) {
  const depths = [depth]
  const committed: number[] = []
  let [left, inHand] = [depth, 0]
  for (let second = 0; second < MAX_SECONDS; second += 1) {
    for (let step = 0; step < STEPS; step += 1) {
      const taken = Math.min(left, speed(second) / STEPS)
      left += (inflow?.(second) ?? 0) / STEPS - taken
      inHand += taken
    }
    // What was sent a moment ago is still there.
    const isEmpty = left < 1 + Math.max(0, inflow?.(second) ?? 0) / STEPS
    const isCommit = (second + 1) % commitEverySeconds === 0 || isEmpty
    committed.push(isCommit ? Math.round(inHand) : 0)
    if (isCommit) inHand = 0
    depths.push(left + inHand)
    if (isEmpty) return { depths, committed, emptyAt: second + 1 }
  }
  return { depths, committed, emptyAt: null }
}
