import type { Metadata } from 'next'
import { stopRun } from '@/app/(console)/actions'
import { attemptRead } from '@/app/(console)/attempt-read'
import {
  cancelDeadLetterMove,
  moveDeadLettersBack,
  purgeDeadLetterQueue,
  redriveDeadLetters,
  sampleDeadLetters,
} from '@/app/(console)/dead-letters/actions'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { type DeadLettersFound, DeadLettersPage } from '@/components/dead-letters/dead-letters-page'
import type { CurrentUser } from '@/lib/auth/current-user'
import { requireUser } from '@/lib/auth/require-user'
import { findNewestRedrive } from '@/lib/db/runs/find-newest-redrive'
import { describeFailure } from '@/lib/errors'
import { can } from '@/lib/model/permissions'
import type { Moves } from '@/lib/model/pipeline/dead-letters'
import { openQueue } from '@/lib/queue/open-queue'
import type { DeadLetterQueue } from '@/lib/queue/queue'

export const metadata: Metadata = { title: 'Dead letters' }

/** What the queue set aside: how much, why, and how to bring it in. */
export default async function DeadLetters() {
  const user = await requireUser()
  return (
    <DeadLettersPage
      loaded={await attemptRead('dead-letters', read)}
      actions={can(user, 'ingest') ? actionsFor(user) : null}
      stopRun={can(user, 'ingest') ? stopRun : null}
    />
  )
}

function actionsFor(user: CurrentUser): DeadLetterActions {
  return {
    sample: sampleDeadLetters,
    redrive: redriveDeadLetters,
    cancelMove: cancelDeadLetterMove,
    purge: can(user, 'purge-dead-letters') ? purgeDeadLetterQueue : null,
    move: can(user, 'move-dead-letters') ? moveDeadLettersBack : null,
  }
}

async function read(): Promise<DeadLettersFound> {
  const queue = openQueue()
  const deadLetters = await queue.deadLetters()
  if (deadLetters === null) return { kind: 'none', source: queue.name }
  const [place, depth, run, moves] = await Promise.all([
    deadLetters.place(),
    deadLetters.depth(),
    findNewestRedrive(),
    listMoves(deadLetters),
  ])
  return { kind: 'found', source: queue.name, place, depth, run, moves }
}

/** One may be allowed to receive from a queue and not to list its moves. */
async function listMoves(deadLetters: DeadLetterQueue): Promise<Moves> {
  try {
    const tasks = await deadLetters.listMoves()
    return tasks === null ? { kind: 'unsupported' } : { kind: 'listed', tasks }
  } catch (error) {
    return { kind: 'unknown', cause: describeFailure(error) }
  }
}
