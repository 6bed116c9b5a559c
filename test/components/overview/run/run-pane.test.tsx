import { expect, it } from 'vitest'
import { RunPane } from '@/components/overview/run/run-pane'
import { AT, liveEvent, runSummary } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

function shown(depthAtStart: number | null): string {
  const event = liveEvent({ run: runSummary({ depthAtStart }) })
  return renderedText(<RunPane event={event} />, { event, nowMs: Date.parse(AT) })
}

it('tells how far a run is of what waited at its start, where that was no fewer', () => {
  expect(shown(1_000)).toContain('640 of about 1,000 that waited at its start')
  expect(shown(640)).toContain('640 of about 640')
  expect(shown(20)).toContain('640 received')
  expect(shown(20)).not.toContain('of about')
  expect(shown(null)).toContain('640 received; how many waited is not known')
})
