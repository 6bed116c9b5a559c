import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { ingestNow, sendSampleLogins, stopRun } from '@/app/(console)/actions'
import { attemptRead } from '@/app/(console)/attempt-read'
import { firstEvent } from '@/app/(console)/first-event'
import { inTime } from '@/app/(console)/in-time'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { pauseAll, setFollow } from '@/app/(console)/workers/actions'
import { HistoryPane } from '@/components/overview/history/history-pane'
import { Overview } from '@/components/overview/overview'
import { requireUser } from '@/lib/auth/require-user'
import { readHistory } from '@/lib/db/history/read-history'
import { listNewestLogins } from '@/lib/db/logins/list-newest-logins'
import { env } from '@/lib/env'
import { failureSentence } from '@/lib/errors'
import { keysState } from '@/lib/keys/keys-state'
import { log } from '@/lib/log'
import { can } from '@/lib/model/permissions'
import { parseHistorySpan } from '@/lib/model/pipeline/history'
import { PREFERENCE } from '@/lib/model/preferences'

const FEED_SIZE = 50

export const metadata: Metadata = { title: 'Overview' }

/** The queue, the run and what it brings, and the history. */
export default async function OverviewPage() {
  const mayIngest = can(await requireUser(), 'ingest')
  const [jar, timeZone] = await Promise.all([cookies(), viewerTimeZone()])
  const span = parseHistorySpan(jar.get(PREFERENCE.history)?.value)
  // Not waited for: its pane keeps its place until it comes, or says why it does not.
  const history = attemptRead('history', () => readHistory(span, timeZone))
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
      history={<HistoryPane loaded={history} span={span} />}
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
    return `The keys could not be checked: ${failureSentence(error)}`
  }
}
