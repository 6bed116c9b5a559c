import { describe, expect, it } from 'vitest'
import { Overview } from '@/components/overview/overview'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const runs = {
  ingestNow: async () => ({ kind: 'done' as const, runId: 1, alreadyRunning: false }),
  stopRun: async () => ({ kind: 'done' as const }),
  follow: async () => ({ kind: 'done' as const }),
  pauseAll: async () => ({ kind: 'done' as const }),
}
const fine = liveEvent()

function overview(part: Partial<LiveEvent>, { embedded = false } = {}) {
  const event = liveEvent(part)
  const send = embedded ? async () => ({ kind: 'done' as const, sent: 1 }) : null
  const page = (
    <Overview
      initial={event}
      newest={[]}
      keysProblem={null}
      runs={runs}
      sendSampleLogins={send}
      history={null}
    />
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
      'Nothing can be stored or read. No answer within 3 s. The runs shown are as of 12 s ago.',
    )
    expect(text).toContain('This run waits: database away as of 12 s ago')
    expect(text).toContain('unknown for 12 s')
    expect(text).not.toMatch(/\d\/s/)
    expect(text).not.toContain('empty in')
    expect(text).toContain('Run 42 waits: database away.')
    expect(text).not.toMatch(/(This run|Run 42 is) running/)
    expect(text).toContain('approximate, as of just now')
  })

  it('shows the last depth as of when it was read while the queue hangs', () => {
    const readAt = secondsBefore(75)
    const queue = {
      depth: fine.queue.depth && { ...fine.queue.depth, readAt },
      reachedAt: readAt,
      failure: 'No answer within 3 s',
    }
    const text = overview({ queue })
    expect(text).toContain('The queue cannot be reached. No answer within 3 s. Last reached 1 min')
    expect(text).toContain('as of 1 min ago 400 waiting then; what waits now is not known')
    expect(text).not.toContain('empty in')
    expect(text).toContain('Check that SQS_QUEUE_URL is right.')
    expect(overview({ queue }, { embedded: true })).toContain(
      `The console starts it again within seconds. ${EMBEDDED_QUEUE_KEEPS}`,
    )
  })

  it('calls dead letters that cannot be counted unknown, and none where there is no queue for them', () => {
    const withDeadLetters = (part: object) =>
      overview({
        queue: { ...fine.queue, depth: fine.queue.depth && { ...fine.queue.depth, ...part } },
      })
    expect(withDeadLetters({ deadLetter: 1_200 })).toContain('dead-letter 1,200')
    expect(withDeadLetters({ deadLetter: null })).toContain('dead-letter none')
    const problem = 'The dead-letter queue did not answer within 2 seconds'
    const text = withDeadLetters({ deadLetter: null, deadLetterFailure: problem })
    expect(text).toContain('dead-letter unknown')
  })

  it('shows one rate and one time to empty, in the same words everywhere', () => {
    const rate = [90, 310].map((received, at) => ({ at, received }))
    const text = overview({ rate, currentRate: { kind: 'known', perSecond: 283 } })
    expect(text.match(/[\d,.]+\/s/g)).toEqual(['283/s'])
    expect(text).toContain('received 283/s')
    expect(text).toContain('400 waiting · empty in about 1 min 30 s')
  })

  it('claims no rate and no time to empty while it measures', () => {
    const text = overview({
      currentRate: { kind: 'measuring' },
      timeToEmpty: { kind: 'measuring' },
    })
    expect(text).toContain('measuring…')
    expect(text).toContain('waiting · time to empty: measuring…')
    expect(text).not.toMatch(/\d\/s/)
  })

  it('says of a run that has ended what it received on average, and of no time to empty', () => {
    const run = runSummary({ state: 'finished', endedAt: AT, seconds: 4 })
    const text = overview({ run, currentRate: { kind: 'idle' }, timeToEmpty: { kind: 'none' } })
    expect(text.match(/[\d,.]+\/s/g)).toEqual(['160/s'])
    expect(text).toContain('received 160/s on average')
    expect(text).not.toContain('empty in')
  })

  it('does not take a database that was never read for one without runs', () => {
    const database = { reachable: false, latencyMs: null, failure: null, readAt: null }
    const text = overview({ run: null, database })
    expect(text).not.toContain('No run yet')
    expect(text).toContain('Not known: the database was not reached yet.')
  })

  it('leaves a hint out that the failure itself gives', () => {
    const failure = 'Nothing answers at db:5432. Start Postgres there, or correct DATABASE_URL.'
    const text = overview({ database: { ...fine.database, reachable: false, failure } })
    expect(text.match(/DATABASE_URL/g)).toHaveLength(1)
  })

  it('says that nothing can be stored where the database answers and takes no writes', () => {
    const failure = 'The database veilgate at db:5432 is read-only, as a standby is (25006)'
    const text = overview({ database: { ...fine.database, failure } })
    expect(text).toContain(`Nothing can be stored. ${failure}.`)
    expect(text).not.toContain('stored or read')
    expect(overview({})).not.toContain('Nothing can be stored')
  })

  it('says that devices, IPs and charts are behind, and why', () => {
    const failure = 'folding fails: The database refused the data (22003)'
    const folding = { lagMs: 240_000, failure, since: secondsBefore(240) }
    expect(overview({ folding })).toContain(
      `Devices, IPs and charts are 4 min behind: ${failure}. The logins are stored`,
    )
    expect(overview({})).not.toContain('behind')
  })

  it('says how to get the first login, but not to start what is running', () => {
    const idle = overview({ run: null }, { embedded: true })
    expect(idle).toContain('400 messages wait on the queue. Ingest now drains it')
    const running = overview({}, { embedded: true })
    expect(running).toContain('No logins stored yet. The run has begun')
    expect(running).not.toContain('Ingest now drains')
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
