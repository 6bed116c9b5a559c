import { describe, expect, it } from 'vitest'
import { Overview } from '@/components/overview/overview'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import { type Ingestion, NOBODY, NOTHING_ASKED } from '@/lib/model/pipeline/workers'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const done = async () => ({ kind: 'done' as const })
const actions = {
  ingestNow: async () => ({ kind: 'done' as const, runId: 1, alreadyRunning: false }),
  stopRun: done,
  follow: done,
  pauseAll: done,
}

function overview(run: Partial<RunSummary>, ingestion: Partial<Ingestion>): string {
  const plan = { ...NOTHING_ASKED, isFollowed: true }
  const event = liveEvent({
    run: runSummary({ mode: 'follow', depthAtStart: 0, ...run }),
    ingestion: { ...NOBODY, plan, ...ingestion },
  })
  const page = (
    <Overview
      initial={event}
      newest={[]}
      keysProblem={null}
      runs={actions}
      sendSampleLogins={null}
      history={null}
    />
  )
  return renderedText(page, { event, nowMs: Date.parse(AT) })
}

describe('the overview of a follower', () => {
  it('says since when nothing came', () => {
    const text = overview({}, { lastReceivedAt: secondsBefore(250) })
    expect(text).toContain(
      'Waiting for messages; the last one arrived 4 min ago. 640 received since it began',
    )
    expect(text).toContain('Pause all Stop following')
  })

  it('says that none came yet', () => {
    expect(overview({}, {})).toContain('Waiting for messages; none has arrived yet.')
  })

  it('does not say so while messages come', () => {
    const text = overview({}, { lastReceivedAt: secondsBefore(3) })
    expect(text).toContain('640 received since it began')
    expect(text).not.toContain('Waiting for messages')
  })

  it('says for what it waits where it is held up, and not that no messages come', () => {
    const problem = 'Receiving: the queue does not answer'
    const text = overview({ problem }, { lastReceivedAt: secondsBefore(250) })
    expect(text).not.toContain('Waiting for messages')
    expect(text).toContain('Receiving: the queue does not answer.')
  })

  it('claims no end of what has none', () => {
    const text = overview({ state: 'finished', endedAt: AT }, {})
    expect(text).toContain('640 received as they came')
    expect(text).not.toContain('until the queue was empty')
  })
})
