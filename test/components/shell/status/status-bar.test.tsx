import { describe, expect, it } from 'vitest'
import { ReplicaStatus } from '@/components/shell/status/replica-status'
import { StatusBar } from '@/components/shell/status/status-bar'
import type { LiveEvent } from '@/lib/model/live/live-view'
import type { ReplicaState } from '@/lib/model/live/replica'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const bar = (part: Partial<LiveEvent> = {}) =>
  renderedText(<StatusBar />, { event: liveEvent(part), nowMs: Date.parse(AT) })
const fine = liveEvent()

describe('the status bar', () => {
  it('says what was reached just now', () => {
    const text = bar({ currentRate: { kind: 'known', perSecond: 100 } })
    expect(text).toContain('queue reached just now · 400 waiting')
    expect(text).toContain('database 1 ms')
    expect(text).toContain('draining, received 100/s')
  })

  it('does not say that a database is there that does not answer', () => {
    const failure = 'No answer within 3 s'
    const database = { reachable: false, latencyMs: null, failure, readAt: secondsBefore(12) }
    const text = bar({ database })
    expect(text).toContain('database not reachable, last reached 12 s ago')
    expect(text).toContain('run 42 waits: database away')
    expect(text).not.toContain('/s')
    expect(text).not.toContain('running')
    expect(bar({ database: { ...database, readAt: null } })).toContain('never reached')
  })

  it('says of a database that takes no writes that it is read-only', () => {
    const text = bar({ database: { ...fine.database, failure: 'It is read-only (25006)' } })
    expect(text).toContain('database read-only')
    expect(text).not.toMatch(/database \d+ ms/)
  })

  it('shows what was read more than three seconds ago as old', () => {
    const database = { ...fine.database, readAt: secondsBefore(5) }
    expect(bar({ database })).toContain('database reached 5 s ago')
    expect(bar({ database })).not.toMatch(/database \d+ ms/)
    const young = { ...fine.database, readAt: secondsBefore(3) }
    expect(bar({ database: young })).toContain('database 1 ms')
  })

  it('says when a queue was last reached that does not answer', () => {
    const queue = { ...fine.queue, reachedAt: secondsBefore(90), failure: 'No answer within 3 s' }
    expect(bar({ queue })).toContain('queue not reachable, last reached 1 min ago')
    const stuck = bar({ queue, currentRate: { kind: 'unknown' } })
    expect(stuck).toContain('run 42 waits: queue away')
  })

  it('says of a count that is old that it was so then', () => {
    const queue = { ...fine.queue, reachedAt: secondsBefore(5) }
    expect(bar({ queue })).toContain('queue reached 5 s ago · 400 waiting then')
  })

  it('does not say that there was no run where nobody knows', () => {
    const database = { reachable: false, latencyMs: null, failure: null, readAt: null }
    expect(bar({ run: null, database })).toContain('runs unknown')
    expect(bar({ run: null })).toContain('no run yet')
  })

  it('says where pages are read from, and how old that is', () => {
    const status = (replica: ReplicaState) => renderedText(<ReplicaStatus replica={replica} />)
    expect(status({ kind: 'following', lagMs: 1_000 })).not.toContain('behind')
    expect(status({ kind: 'following', lagMs: 12_000 })).toContain('replica 12 s behind')
    const primary = 'reading the primary'
    const behind = { kind: 'behind', lagMs: 90_000 } as const
    expect(status(behind)).toContain(`replica 1 min 30 s behind, ${primary}`)
    expect(status({ ...behind, lagMs: null })).toContain(`far behind, ${primary}`)
    const problem = 'Nothing listens there'
    expect(status({ kind: 'away', problem })).toContain(`not reachable, ${primary}`)
    expect(status({ kind: 'refused', problem })).toContain(`refused, ${primary}`)
  })

  it('says of a run that cannot store that it waits, and why', () => {
    const problem = 'Storing: the disk is full. Nothing is received meanwhile.'
    const text = bar({ run: runSummary({ problem }) })
    expect(text).toContain(`run 42 is waiting: ${problem}`)
    expect(text).not.toContain('draining')
  })

  it('says of a run that ended before the queue was empty that it stopped early', () => {
    const run = runSummary({ state: 'stopped', problem: 'Stopped early: 2 are in flight.' })
    expect(bar({ run })).toContain('idle · run 42 stopped early')
  })
})
