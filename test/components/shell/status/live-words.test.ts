import { describe, expect, it } from 'vitest'
import {
  asOf,
  rateWords,
  runDoubt,
  runStatusWords,
  timeToEmptyWords,
  unknownFor,
} from '@/components/shell/status/live-words'
import type { Age, Freshness } from '@/lib/model/live/freshness'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { NOBODY, NOTHING_ASKED } from '@/lib/model/pipeline/workers'
import { liveEvent, runSummary } from '@/test/support/live-event'

const fresh: Age = { ms: 400, isFresh: true }
const old: Age = { ms: 18_200, isFresh: false }
const never: Age = { ms: null, isFresh: false }
const all: Freshness = { database: fresh, queue: fresh }
const databaseOld: Freshness = { ...all, database: old }
const queueOld: Freshness = { ...all, queue: old }

const fine = liveEvent()
const databaseAway = liveEvent({
  database: { ...fine.database, reachable: false, failure: 'No answer within 3 s' },
})
const queueAway = liveEvent({
  queue: { ...fine.queue, failure: 'No answer within 3 s' },
  currentRate: { kind: 'unknown' },
})
const ended = liveEvent({
  run: runSummary({ state: 'finished' }),
  currentRate: { kind: 'idle' },
  timeToEmpty: { kind: 'none' },
})
const paused = {
  ...ended,
  ingestion: { ...NOBODY, plan: { ...NOTHING_ASKED, isFollowed: true, isPaused: true } },
}

describe('the rate in words', () => {
  it.each<[string, LiveEvent, Freshness, string | null]>([
    ['has one word and one unit', fine, all, 'received 320/s'],
    [
      'is being measured at first',
      liveEvent({ currentRate: { kind: 'measuring' } }),
      all,
      'measuring…',
    ],
    ['is unknown where nobody can say', queueAway, all, 'rate unknown'],
    ['is not given once it is old', fine, databaseOld, 'unknown for 18 s'],
    ['is not given where it was never read', fine, { ...all, database: never }, 'unknown'],
    ['is none after the run', ended, all, null],
    ['is none after the run, however old that is', ended, databaseOld, null],
  ])('%s', (_, event, freshness, expected) => {
    expect(rateWords(event, freshness)).toBe(expected)
  })
})

describe('the time to empty in words', () => {
  const known = (seconds: number) => liveEvent({ timeToEmpty: { kind: 'known', seconds } })

  it.each<[string, LiveEvent, Freshness, string | null]>([
    ['has two units at most', known(150), all, 'empty in about 2 min 30 s'],
    ['is not counted in seconds at the end', known(5), all, 'empty in less than 10 s'],
    [
      'is being measured at first',
      liveEvent({ timeToEmpty: { kind: 'measuring' } }),
      all,
      'time to empty: measuring…',
    ],
    ['is unknown where nothing comes', queueAway, queueOld, 'time to empty unknown'],
    ['is unknown where the database is old', fine, databaseOld, 'time to empty unknown'],
    ['is unknown where the queue is old', fine, queueOld, 'time to empty unknown'],
    ['is none after the run', ended, all, null],
  ])('%s', (_, event, freshness, expected) => {
    expect(timeToEmptyWords(event, freshness)).toBe(expected)
  })
})

describe('the run in words', () => {
  const waiting = liveEvent({ run: runSummary({ problem: 'Storing: the disk is full.' }) })

  it.each<[string, LiveEvent, Freshness, boolean, string]>([
    ['says how fast it goes', fine, all, false, 'draining, received 320/s'],
    [
      'says how many others there are',
      liveEvent({ otherActiveRuns: 2 }),
      all,
      false,
      'draining, received 320/s and 2 more',
    ],
    [
      'says what waits for the database',
      databaseAway,
      databaseOld,
      false,
      'run 42 waits: database away',
    ],
    ['says what waits for the queue', queueAway, queueOld, false, 'run 42 waits: queue away'],
    [
      'claims no wait of a run that goes on though the queue does not tell its depth',
      liveEvent({ queue: queueAway.queue }),
      queueOld,
      false,
      'draining, received 320/s',
    ],
    [
      'says what a run itself waits for',
      waiting,
      all,
      false,
      'run 42 is waiting: Storing: the disk is full.',
    ],
    [
      'claims nothing while the connection is lost',
      fine,
      databaseOld,
      true,
      'run 42 unknown for 18 s',
    ],
    [
      'claims nothing of the database while the connection is lost',
      databaseAway,
      databaseOld,
      true,
      'run 42 unknown for 18 s',
    ],
    ['claims nothing of what is old', fine, databaseOld, false, 'run 42 unknown for 18 s'],
    ['tells a run that ended', ended, all, false, 'idle · run 42 finished'],
    ['tells that what follows is paused', paused, all, false, 'paused · run 42 finished'],
    ['does not claim that nothing runs since', ended, databaseOld, false, 'run 42 finished'],
    ['tells that there was no run', liveEvent({ run: null }), all, false, 'no run yet'],
    [
      'does not take an unread database for one without runs',
      liveEvent({ run: null }),
      { ...all, database: never },
      false,
      'runs unknown',
    ],
  ])('%s', (_, event, freshness, isLost, expected) => {
    expect(runStatusWords(event, freshness, isLost)).toBe(expected)
  })

  it('has no doubt where all is well, or where it has ended', () => {
    expect(runDoubt(fine, all, false)).toBeNull()
    expect(runDoubt(ended, databaseOld, true)).toBeNull()
    expect(runDoubt(databaseAway, databaseOld, false)?.tone).toBe('warn')
    expect(runDoubt(fine, databaseOld, true)?.tone).toBe('neutral')
  })
})

describe('an age in words', () => {
  it('is said with what is old', () => {
    expect([asOf(old), asOf(fresh), asOf(never)]).toEqual([
      'as of 18 s ago',
      'as of just now',
      'not known yet',
    ])
    expect([unknownFor(old), unknownFor({ ms: 900, isFresh: false })]).toEqual([
      'unknown for 18 s',
      'unknown',
    ])
  })
})
