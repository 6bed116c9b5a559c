import { describe, expect, it } from 'vitest'
import { WorkersPane } from '@/components/overview/workers-pane'
import { type Ingestion, NOBODY, NOTHING_ASKED } from '@/lib/model/pipeline/workers'
import { workerView } from '@/test/support/factories/workers'
import { AT, liveEvent } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

function pane(part: Partial<Ingestion>): string {
  const ingestion = { ...NOBODY, ...part }
  const event = liveEvent({ ingestion })
  return renderedText(<WorkersPane ingestion={ingestion} />, { event, nowMs: Date.parse(AT) })
}

const key = (at: number) => ({ key: String(at) })

describe('the workers on the overview', () => {
  it('are left out where nobody was asked to follow, and nothing is scheduled', () => {
    const text = pane({ workers: [workerView({ kind: 'console', state: 'off' })] })
    expect(text).not.toContain('Workers All')
  })

  it('are shown each with its lanes, its rate and its state', () => {
    const text = pane({
      workers: [
        workerView({ ...key(1), host: 'one', pid: 1 }),
        workerView({ ...key(2), host: 'two', pid: 2, isSilent: true }),
        workerView({ ...key(4), host: 'three', pid: 4, state: 'paused' }),
        workerView({ ...key(3), host: 'gone', pid: 3, state: 'ended' }),
      ],
    })
    expect(text).toContain('one 1 4 lanes, 320/s following')
    expect(text).toContain('three 4 4 lanes paused')
    expect(text).toContain('two 2 silent')
    expect(text).not.toContain('gone')
  })

  it('are counted where there are many', () => {
    const workers = Array.from({ length: 9 }, (_, at) => workerView(key(at)))
    expect(pane({ workers })).toContain('and 3 more')
  })

  it('say who paused them, and when the schedule is due', () => {
    const plan = {
      ...NOTHING_ASKED,
      isPaused: true,
      pausedBy: 'ann@example.com',
      nextDueAt: '2026-11-22T02:00:00.000Z',
    }
    const text = pane({ plan })
    expect(text).toContain('Paused by ann@example.com.')
    expect(text).toMatch(/Next scheduled drain: Nov 22 02:00:00/)
  })
})
