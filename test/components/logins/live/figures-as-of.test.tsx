import { expect, it } from 'vitest'
import { FiguresAsOf } from '@/components/logins/live/figures-as-of'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { renderedText } from '@/test/support/render'

it('says as of when the count and the charts are, and offers to read them again', () => {
  const { query } = parseLoginsQuery(new URLSearchParams())
  const nowMs = Date.parse('2026-11-21T12:03:10.482Z')
  const text = renderedText(<FiguresAsOf query={query} nowMs={nowMs} />)
  expect(text).toBe('as of 12:03:10 Read the count and the charts again')
})
