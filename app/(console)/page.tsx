import type { Metadata } from 'next'
import { ingestNow, sendSampleLogins, stopRun } from '@/app/(console)/actions'
import { Overview } from '@/components/overview/overview'
import { requireUser } from '@/lib/auth/require-user'
import { env } from '@/lib/env'
import { describeFailure } from '@/lib/errors'
import { keysState } from '@/lib/ingest/keys-state'
import { currentEvent } from '@/lib/live/hub'
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

/** A page without figures is better than none: the live view brings them, or says what is wrong. */
async function firstEvent() {
  try {
    return await currentEvent()
  } catch (error) {
    log.error('overview.first-event-failed', {}, error)
    return null
  }
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
