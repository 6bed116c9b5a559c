import type { Metadata } from 'next'
import { ingestNow, sendSampleLogins, stopRun } from '@/app/(console)/actions'
import { firstEvent } from '@/app/(console)/first-event'
import { inTime } from '@/app/(console)/in-time'
import { pauseAll, setFollow } from '@/app/(console)/workers/actions'
import { Overview } from '@/components/overview/overview'
import { requireUser } from '@/lib/auth/require-user'
import { listNewestLogins } from '@/lib/db/logins/list-newest-logins'
import { env } from '@/lib/env'
import { describeFailure } from '@/lib/errors'
import { keysState } from '@/lib/keys/keys-state'
import { log } from '@/lib/log'
import { can } from '@/lib/model/permissions'

const FEED_SIZE = 50

export const metadata: Metadata = { title: 'Overview' }

/** The queue, the run and what it brings. */
export default async function OverviewPage() {
  const mayIngest = can(await requireUser(), 'ingest')
  const [initial, newest, keysProblem] = await Promise.all([
    firstEvent(),
    readNewest(),
    findKeysProblem(),
  ])
  return (
    <Overview
      initial={initial}
      newest={newest}
      keysProblem={keysProblem}
      runs={mayIngest ? { ingestNow, stopRun, follow: setFollow, pauseAll } : null}
      sendSampleLogins={
        mayIngest && env().VEILGATE_EMBEDDED.includes('queue') ? sendSampleLogins : null
      }
    />
  )
}

/** Null, not none, where they cannot be read: a failure is no emptiness. */
async function readNewest() {
  try {
    return await inTime(listNewestLogins(FEED_SIZE))
  } catch (error) {
    log.error('overview.newest-failed', {}, error)
    return null
  }
}

async function findKeysProblem(): Promise<string | null> {
  try {
    const state = await inTime(keysState())
    return state.ok ? null : state.problem
  } catch (error) {
    log.error('overview.keys-state-failed', {}, error)
    return `The keys could not be checked: ${describeFailure(error)}.`
  }
}
