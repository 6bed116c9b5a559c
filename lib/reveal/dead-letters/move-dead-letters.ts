import { z } from 'zod'
import type { Done } from '@/lib/model/answers/action-result'
import { MAX_RATE } from '@/lib/model/pipeline/dead-letters'
import { identityOf } from '@/lib/reveal/actor'
import { onRecord } from '@/lib/reveal/on-record'
import { recordedVerb } from '@/lib/reveal/recorded-verb'

type Moved = {
  name: string
  /** Looks at a sample: how many of it have a row already. */
  countKnown(): Promise<{ known: number; sampled: number }>
  startMove(maxPerSecond: number | null): Promise<void>
}

/** Finds the queue that is moved from; lent by the caller, and not called for who may not. */
type FindQueue = () => Promise<Moved>

export type MoveOutcome = Done | { kind: 'known-among-them'; problem: string }

const RATE = `Enter a whole number from 1 to ${MAX_RATE}, or nothing.`

/** How many messages a second at most; null where that is left open. */
export const rateInput = z.object(
  {
    maxPerSecond: z
      .int({ error: RATE })
      .min(1, { error: RATE })
      .max(MAX_RATE, { error: RATE })
      .nullable(),
  },
  { error: RATE },
)

/**
 * Has the queue's server move dead letters back to their queues, where each is a new message with a new id
 * and time. It is refused while a sample holds one that has a row: moved, it would be stored a second time.
 * On the record.
 * @throws what the queue throws.
 */
export const moveDeadLetters = recordedVerb(
  'move-dead-letters',
  rateInput,
  async (actor, { maxPerSecond }, findQueue: FindQueue): Promise<MoveOutcome> => {
    const queue = await findQueue()
    const { known, sampled } = await queue.countKnown()
    if (known > 0) {
      return {
        kind: 'known-among-them',
        problem:
          `Nothing was moved: of ${sampled} messages looked at, ${known} are stored or rejected already, and ` +
          'would come a second time. Redrive first: it removes them.',
      }
    }
    const about = {
      ...identityOf(actor),
      action: 'move-dead-letters',
      subject: queue.name,
    } as const
    await onRecord(about, () => queue.startMove(maxPerSecond))
    return { kind: 'done' }
  },
)
