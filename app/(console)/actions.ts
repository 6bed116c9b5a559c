'use server'

import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { NO_INPUT, serverAction } from '@/app/(console)/server-action'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { env } from '@/lib/env'
import { startRun } from '@/lib/ingest/start-run'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'

const SAMPLE_COUNT = 1_000
const NO_SUCH_RUN = 'There is no such run.'

const runId = z
  .int({ error: NO_SUCH_RUN })
  .positive({ error: NO_SUCH_RUN })
  .max(2_147_483_647, { error: NO_SUCH_RUN })

/** Starts a drain, or points at the one that works. Returns at once; the run goes on by itself. */
export const ingestNow = serverAction(
  'ingest-now',
  { permission: 'ingest', input: NO_INPUT },
  async ({ actor }) => {
    const { kind, runId } = await startRun({ mode: 'drain', startedBy: actor.user.email })
    return { kind: 'done' as const, runId, alreadyRunning: kind === 'already-running' }
  },
)

/** Asks a run to finish the batches in hand and end. */
export const stopRun = serverAction(
  'stop-run',
  { permission: 'ingest', input: runId },
  async (_context, runId) => {
    if (await requestRunStop(runId)) return { kind: 'done' as const }
    return { kind: 'ended-already' as const, problem: `Run ${runId} has ended already.` }
  },
)

/** Puts made-up logins on the embedded queue; refused on any other, where real ones may wait. */
export const sendSampleLogins = serverAction(
  'send-sample-logins',
  { permission: 'ingest', input: NO_INPUT },
  async () => {
    if (!env().VEILGATE_EMBEDDED.includes('queue')) {
      const problem = 'Sample logins are for the embedded queue only.'
      return { kind: 'not-embedded' as const, problem }
    }
    const options = { count: SAMPLE_COUNT, seed: randomInt(2 ** 31), sharedDevices: 0.1 }
    const unsent = await openQueue().send([...generateLogins(options)])
    return { kind: 'done' as const, sent: SAMPLE_COUNT - unsent.length }
  },
)
