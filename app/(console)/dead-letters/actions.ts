'use server'

import { z } from 'zod'
import { NO_INPUT, serverAction, verbAction } from '@/app/(console)/server-action'
import { UserError } from '@/lib/errors'
import { peekDeadLetters } from '@/lib/ingest/dead-letters/peek-dead-letters'
import { startRun } from '@/lib/ingest/start-run'
import { log } from '@/lib/log'
import { isKnown } from '@/lib/model/pipeline/dead-letters'
import { openQueue } from '@/lib/queue/open-queue'
import type { DeadLetterQueue } from '@/lib/queue/queue'
import type { Actor } from '@/lib/reveal/actor'
import { moveDeadLetters, rateInput } from '@/lib/reveal/dead-letters/move-dead-letters'
import { purgeDeadLetters } from '@/lib/reveal/dead-letters/purge-dead-letters'

const NO_SUCH_MOVE = 'There is no such move.'

/** Ingests the dead-letter queue where it is, in a run of its own, or points at the one that does. */
export const redriveDeadLetters = serverAction(
  'redrive-dead-letters',
  { permission: 'ingest', input: rateInput },
  async ({ actor }, { maxPerSecond }) => {
    const request = { mode: 'redrive', startedBy: actor.user.email, maxPerSecond } as const
    const { kind, runId } = await startRun(request)
    return { kind: 'done' as const, runId, alreadyRunning: kind === 'already-running' }
  },
)

/** Looks at a sample of the dead letters, which stay where they are. */
export const sampleDeadLetters = serverAction(
  'sample-dead-letters',
  { permission: 'ingest', input: NO_INPUT, changesNothing: true },
  async () => ({ kind: 'looked' as const, sample: await peekDeadLetters(await deadLetters()) }),
)

/** Deletes all dead letters, for whoever enters the name of their queue and confirms it. */
export const purgeDeadLetterQueue = verbAction(
  'purge-dead-letters',
  async (actor: Actor, input: { name: string; passphrase: string }) =>
    purgeDeadLetters(actor, input, deadLetters),
  '/dead-letters',
)

/** Has the queue's server move the dead letters back to their queues, as new messages. */
export const moveDeadLettersBack = verbAction(
  'move-dead-letters',
  async (actor: Actor, input: { maxPerSecond: number | null }) =>
    moveDeadLetters(actor, input, async () => {
      const queue = await deadLetters()
      const countKnown = async () => {
        const { letters } = await peekDeadLetters(queue)
        return { known: letters.filter(isKnown).length, sampled: letters.length }
      }
      return { name: queue.name, countKnown, startMove: queue.startMove }
    }),
  '/dead-letters',
)

/** Ends a move of the queue's server; what it moved stays moved. */
export const cancelDeadLetterMove = serverAction(
  'cancel-dead-letter-move',
  {
    permission: 'ingest',
    input: z.object({ handle: z.string().min(1).max(2_048) }, { error: NO_SUCH_MOVE }),
  },
  async ({ actor }, { handle }) => {
    const queue = await deadLetters()
    await queue.cancelMove(handle)
    log.info('dead-letters.move-cancelled', { queue: queue.name, user: actor.user.id })
    return { kind: 'done' as const }
  },
)

/** @throws UserError where the queue has none. */
async function deadLetters(): Promise<DeadLetterQueue> {
  const found = await openQueue().deadLetters()
  if (found === null) throw new UserError('The queue has no dead-letter queue.')
  return found
}
