import { describe, expect, it } from 'vitest'
import { runControls } from '@/components/runs/run-controls'
import { NOBODY, NOTHING_ASKED } from '@/lib/model/pipeline/workers'
import { workerView } from '@/test/support/factories/workers'

const DRAIN = { mode: 'drain', state: 'running' } as const
const FOLLOW = { mode: 'follow', state: 'running' } as const
const REDRIVE = { mode: 'redrive', state: 'running' } as const
const ENDED = { mode: 'drain', state: 'finished' } as const
const followed = { ...NOBODY, plan: { ...NOTHING_ASKED, isFollowed: true } }
const paused = { ...NOBODY, plan: { ...NOTHING_ASKED, isFollowed: true, isPaused: true } }
const withWorker = { ...NOBODY, workers: [workerView({ kind: 'worker' })] }
const pausedWorker = { ...withWorker, plan: { ...NOTHING_ASKED, isPaused: true } }
const silentWorker = { ...NOBODY, workers: [workerView({ kind: 'worker', isSilent: true })] }
const idleConsole = { ...NOBODY, workers: [workerView({ kind: 'console', state: 'off' })] }

describe('the overview', () => {
  it.each([
    ['before the first run', null, NOBODY, ['follow', 'ingest']],
    ['after a run', ENDED, idleConsole, ['follow', 'ingest']],
    ['during a drain', DRAIN, NOBODY, ['follow', 'stop-run']],
    // It receives from another queue.
    ['during a redrive', REDRIVE, NOBODY, ['follow', 'ingest']],
    ['while a console follows', FOLLOW, followed, ['pause', 'stop-following']],
    ['before it has begun to', ENDED, followed, ['pause', 'stop-following']],
    ['while it drains beside that', DRAIN, followed, ['pause', 'stop-run']],
    ['while that is paused', ENDED, paused, ['resume', 'stop-following']],
    ['while a worker follows', FOLLOW, withWorker, ['pause']],
    ['while that is paused for all', ENDED, pausedWorker, ['resume', 'ingest']],
    ['after a worker went silent', ENDED, silentWorker, ['follow', 'ingest']],
    // It finishes, or its process has just gone.
    ['while a run of nobody works', FOLLOW, NOBODY, ['follow', 'stop-run']],
  ] as const)('offers %s what makes sense', (_, run, ingestion, expected) => {
    expect(runControls(run, ingestion)).toEqual(expected)
  })
})
