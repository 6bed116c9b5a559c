import type { Metadata } from 'next'
import { ingestNow, sendSampleLogins, stopRun } from '@/app/(console)/actions'
import { firstEvent } from '@/app/(console)/first-event'
import { Overview } from '@/components/overview/overview'
import { requireUser } from '@/lib/auth/require-user'
import { env } from '@/lib/env'
import { describeFailure } from '@/lib/errors'
import { keysState } from '@/lib/ingest/keys-state'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Overview' }

/** The queue, the run and what it brings. */
export default async function OverviewPage() {
  await requireUser()
  const [initial, keysProblem] = await Promise.all([firstEvent(), findKeysProblem()])
  return (
    <Overview
      initial={initial}
      keysProblem={keysProblem}
      runs={{ ingestNow, stopRun }}
      sendSampleLogins={env().VEILGATE_EMBEDDED.includes('queue') ? sendSampleLogins : null}
    />
  )
}

async function findKeysProblem(): Promise<string | null> {
  try {
    const state = await keysState()
    return state.ok ? null : state.problem
  } catch (error) {
    log.error('overview.keys-state-failed', {}, error)
    return `The keys could not be checked: ${describeFailure(error)}.`
  }
}
