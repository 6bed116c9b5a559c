import { describe, expect, it } from 'vitest'
import { Overview } from '@/components/overview/overview'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/embedded-queue'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const runs = {
  ingestNow: async () => ({ kind: 'done' as const, runId: 1, alreadyRunning: false }),
  stopRun: async () => ({ kind: 'done' as const }),
}
const fine = liveEvent()

function overview(part: Partial<LiveEvent>, { embedded = false } = {}) {
  const event = liveEvent(part)
  const send = embedded ? async () => ({ kind: 'done' as const, sent: 1 }) : null
  const page = (
    <Overview initial={event} newest={[]} keysProblem={null} runs={runs} sendSampleLogins={send} />
  )
  return renderedText(page, { event, nowMs: Date.parse(AT) })
}

describe('the overview', () => {
  it('shows its figures as of when they were read while the database hangs', () => {
    const failure = 'No answer within 3 s'
    const text = overview({
      database: { reachable: false, latencyMs: null, failure, readAt: secondsBefore(12) },
    })
    expect(text).toContain(
      'Nothing can be stored or read. No answer within 3 s. Runs and rates below are as of 12 s ago.',
    )
    expect(text).toContain('This run running as of 12 s ago')
    expect(text).toContain('approximate, as of just now')
  })

  it('shows the last depth as of when it was read while the queue hangs', () => {
    const readAt = secondsBefore(75)
    const queue = {
      depth: fine.queue.depth && { ...fine.queue.depth, readAt },
      reachedAt: readAt,
      failure: 'No answer within 3 s',
    }
    const text = overview({ queue, rate: [{ at: 1, received: 9 }] })
    expect(text).toContain('The queue cannot be reached. No answer within 3 s. Last reached 1 min')
    expect(text).toContain('as of 1 min ago 400 waiting then; what waits now is not known')
    expect(text).not.toContain('at this rate')
    expect(text).toContain('Check that SQS_QUEUE_URL is right.')
    expect(overview({ queue }, { embedded: true })).toContain(
      `The console starts it again within seconds. ${EMBEDDED_QUEUE_KEEPS}`,
    )
  })

  it('leaves a hint out that the failure itself gives', () => {
    const failure = 'Nothing answers at db:5432. Start Postgres there, or correct DATABASE_URL.'
    const text = overview({ database: { ...fine.database, reachable: false, failure } })
    expect(text.match(/DATABASE_URL/g)).toHaveLength(1)
  })

  it('says that devices, IPs and charts are behind, and why', () => {
    const failure = 'folding fails: The database refused the data (22003)'
    const folding = { lagMs: 240_000, failure, since: secondsBefore(240) }
    expect(overview({ folding })).toContain(
      `Devices, IPs and charts are 4 min behind: ${failure}. The logins are stored`,
    )
    expect(overview({})).not.toContain('behind')
  })

  it('shows a run that waits as waiting', () => {
    const run = runSummary({ problem: 'Storing: the disk is full. Nothing is received meanwhile.' })
    const text = overview({ run })
    expect(text).toContain(`Run 42 is waiting. ${run.problem}`)
    expect(text).toContain('This run waiting')
  })

  it('shows a run that ended early with its cause, also among the recent ones', () => {
    const problem = 'Stopped early: 200 messages are still in flight after 30 s.'
    const run = runSummary({ state: 'stopped', endedAt: AT, problem })
    const text = overview({ run, recentRuns: [run] })
    expect(text).toContain('Run 42 stopped early. 200 messages are still in flight after 30 s.')
    expect(text).toContain('Last run stopped early')
    expect(text).toContain('Stopped early: 200 messages are still in flight after 30 s.')
  })
})
