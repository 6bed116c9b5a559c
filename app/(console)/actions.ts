'use server'

import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { authorise } from '@/lib/auth/authorise'
import { requestRunStop } from '@/lib/db/runs/request-run-stop'
import { env } from '@/lib/env'
import { describeFailure } from '@/lib/errors'
import { startRun } from '@/lib/ingest/start-run'
import { log } from '@/lib/log'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'

const SAMPLE_COUNT = 1_000

type Refused = { ok: false; problem: string }

/** Starts a drain, or points at the one that works. Returns at once; the run goes on by itself. */
export async function ingestNow(): Promise<
  { ok: true; runId: number; alreadyRunning: boolean } | Refused
> {
  return attempt('ingest-now', async (startedBy) => {
    const { kind, runId } = await startRun({ mode: 'drain', startedBy })
    return { ok: true, runId, alreadyRunning: kind === 'already-running' }
  })
}

/** Asks a run to finish the batches in hand and end. */
export async function stopRun(runId: number): Promise<{ ok: true } | Refused> {
  return attempt('stop-run', async () => {
    const known = z.int().positive().max(2_147_483_647).safeParse(runId)
    if (!known.success) return { ok: false, problem: 'There is no such run.' }
    const stops = await requestRunStop(known.data)
    return stops ? { ok: true } : { ok: false, problem: `Run ${known.data} has ended already.` }
  })
}

/** Puts made-up logins on the embedded queue; refused on any other, where real ones may wait. */
export async function sendSampleLogins(): Promise<{ ok: true; sent: number } | Refused> {
  return attempt('send-sample-logins', async () => {
    if (!env().VEILGATE_EMBEDDED.includes('queue')) {
      return { ok: false, problem: 'Sample logins are for the embedded queue only.' }
    }
    const options = { count: SAMPLE_COUNT, seed: randomInt(2 ** 31), sharedDevices: 0.1 }
    const refused = await openQueue().send([...generateLogins(options)])
    return { ok: true, sent: SAMPLE_COUNT - refused.length }
  })
}

/** Authorises, acts, and turns whatever goes wrong into words: what an action throws arrives as none. */
async function attempt<Answer>(
  name: string,
  act: (email: string) => Promise<Answer>,
): Promise<Answer | Refused> {
  try {
    const authorised = await authorise()
    if (!authorised.ok) return { ok: false, problem: authorised.problem }
    return await act(authorised.user.email)
  } catch (error) {
    log.error(`${name}.failed`, {}, error)
    return { ok: false, problem: `${describeFailure(error)}.`.replace(/\.\.$/, '.') }
  }
}
