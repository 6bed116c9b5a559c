import { expect, it } from 'vitest'
import { NewRuns } from '@/components/runs/new-runs'
import { RunsPage } from '@/components/runs/runs-page'
import type { RunsQuery } from '@/lib/model/query/runs-query'
import { liveEvent, runSummary } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const event = liveEvent({
  run: runSummary({ id: 42 }),
  recentRuns: [42, 41, 40, 39, 38, 37, 36, 35].map((id) => runSummary({ id })),
})
const shown = (newestId: number, query: RunsQuery = {}) =>
  renderedText(<NewRuns query={query} newestId={newestId} />, { event })

it('tells how many runs were started since the page was read', () => {
  expect(shown(40)).toBe('2 new')
  expect(shown(42)).toBe('')
})

it('says that there may be more than the live view knows, and that filters may leave them out', () => {
  expect(shown(12)).toBe('8+ new')
  expect(shown(41, { state: 'running' })).toBe('1 new in all')
})

it('tells of the first run where the page says that there is none', () => {
  const first = liveEvent({ run: runSummary({ id: 1 }), recentRuns: [runSummary({ id: 1 })] })
  const loaded = {
    kind: 'loaded' as const,
    value: { page: { rows: [], next: null, previous: null }, starters: [], newestId: 0 },
  }
  const page = <RunsPage query={{}} brokenParts={[]} loaded={loaded} renderedZone="UTC" />
  expect(renderedText(page, { event: first })).toMatch(/ 1 new No run yet\./)
})
