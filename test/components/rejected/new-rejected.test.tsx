import { expect, it } from 'vitest'
import { NewRejected } from '@/components/rejected/new-rejected'
import { RejectedPage } from '@/components/rejected/rejected-page'
import type { RejectedQuery } from '@/lib/model/query/rejected-query'
import { AT, liveEvent } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

/** What a page says that was read with two open messages, a second before the live view or after it. */
function shown(rejectedKept: number, query: RejectedQuery = {}, isNewer = false, openInAll = 2) {
  const readAtMs = Date.parse(AT) + (isNewer ? 1_000 : -1_000)
  const page = <NewRejected query={query} openInAll={openInAll} readAtMs={readAtMs} />
  return renderedText(page, { event: liveEvent({ rejectedKept }) })
}

it('tells how many open messages came or went since the page was read', () => {
  expect(shown(5)).toBe('3 new')
  expect(shown(0)).toBe('2 no longer open')
  expect(shown(2)).toBe('')
})

it('does not claim that they match the filters', () => {
  expect(shown(5, { state: 'kept' })).toBe('3 new in all')
  expect(shown(5, { by: 'reason' })).toBe('3 new')
})

it('takes nothing from what was counted before the page, or not to the end', () => {
  expect(shown(5, {}, true)).toBe('')
  expect(shown(10_001, {}, false, 9_990)).toBe('')
})

it('tells of the first message where the page says that there is none', () => {
  const none = { count: 0, isExact: true }
  const page = { rows: [], next: null, previous: null, searchedTo: null }
  const value = {
    filter: {},
    counts: { total: none, open: none },
    openInAll: 0,
    readAtMs: 0,
    found: { page, at: undefined, linked: undefined },
  }
  const text = renderedText(
    <RejectedPage
      query={{}}
      brokenParts={[]}
      loaded={{ kind: 'loaded', value }}
      actions={null}
      renderedZone="UTC"
    />,
    { event: liveEvent({ rejectedKept: 3 }) },
  )
  expect(text).toMatch(/ 3 new Nothing rejected\./)
})
