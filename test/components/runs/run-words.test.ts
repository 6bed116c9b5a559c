import { describe, expect, it } from 'vitest'
import { runLook, runProblem } from '@/components/runs/run-words'
import type { RunState } from '@/lib/model/pipeline/ledger'

const EARLY = 'Stopped early: 200 messages are still in flight after 30 s. Ingest again.'
const look = (state: RunState, problem: string | null = null) => {
  const { word, tone } = runLook({ state, problem })
  return `${word}, ${tone}`
}

describe('the look of a run', () => {
  it('is that of its state where all is well', () => {
    expect(look('running')).toBe('running, accent')
    expect(look('finished')).toBe('finished, ok')
    expect(look('stopped')).toBe('stopped, neutral')
    expect(look('failed', 'There is no such queue')).toBe('failed, danger')
  })

  it('is amber where it waits, or ended before the queue was empty', () => {
    expect(look('running', 'Storing: The disk is full')).toBe('waiting, warn')
    expect(look('stopped', EARLY)).toBe('stopped early, warn')
    expect(look('interrupted')).toBe('interrupted, warn')
  })
})

describe('the problem of a run', () => {
  it('is none where it has none', () => {
    expect(runProblem({ id: 7, state: 'running', problem: null })).toBeNull()
    expect(runProblem({ id: 7, state: 'stopped', problem: null })).toBeNull()
  })

  it('is said once, with its cause as a sentence', () => {
    expect(runProblem({ id: 7, state: 'stopped', problem: EARLY })).toEqual({
      tone: 'warn',
      title: 'Run 7 stopped early.',
      cause: '200 messages are still in flight after 30 s. Ingest again.',
    })
    const problem = 'Storing: the disk is full'
    expect(runProblem({ id: 7, state: 'running', problem })).toEqual({
      tone: 'warn',
      title: 'Run 7 is waiting.',
      cause: 'Storing: the disk is full.',
    })
    expect(runProblem({ id: 7, state: 'failed', problem })?.tone).toBe('danger')
    expect(runProblem({ id: 7, state: 'interrupted', problem })?.title).toBe(
      'Run 7 was interrupted while it waited.',
    )
  })

  it('is told by its state where a run failed or was interrupted without a word', () => {
    expect(runProblem({ id: 7, state: 'failed', problem: null })).toMatchObject({
      title: 'Run 7 failed.',
      cause: 'It gave up. Messages that it had not stored return to the queue.',
    })
    expect(runProblem({ id: 7, state: 'interrupted', problem: null })).toMatchObject({
      title: 'Run 7 was interrupted.',
      tone: 'warn',
    })
  })
})
