import { expect, it } from 'vitest'
import { historyHref, rejectedOf } from '@/components/overview/history/history-href'
import { HISTORY_SPANS } from '@/lib/model/pipeline/history'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import { runsQuery } from '@/lib/model/query/runs-query'

const FROM = '2026-11-26T14:00:00.000Z'
const TO = '2026-11-26T15:00:00.000Z'
const EARLIER = '2026-11-26T09:30:00.000Z'
const bar = { fromMs: Date.parse(FROM), toMs: Date.parse(TO), runsFromMs: null }

const partsOf = (href: string) => {
  const { pathname, searchParams } = new URL(href, 'http://console')
  return { pathname, searchParams }
}

it('leads to the logins of a bar’s time, as their page reads it', () => {
  const { pathname, searchParams } = partsOf(historyHref({ leadsTo: 'logins' }, bar))
  expect(pathname).toBe('/logins')
  expect(parseLoginsQuery(searchParams)).toMatchObject({
    query: { from: FROM, to: TO },
    brokenParts: [],
  })
})

it.each([
  [null, FROM],
  [Date.parse(EARLIER), EARLIER],
  [Date.parse(TO) - 1, FROM],
])('leads to the runs whose batches a bar counts; the first began at %s', (runsFromMs, from) => {
  const { pathname, searchParams } = partsOf(
    historyHref({ leadsTo: 'runs' }, { ...bar, runsFromMs }),
  )
  expect(pathname).toBe('/runs')
  expect(runsQuery.parse(searchParams)).toEqual({ query: { from, to: TO }, brokenParts: [] })
})

it('leads to the rejected messages of a span by reason, as their page reads it', () => {
  for (const span of HISTORY_SPANS) {
    const { pathname, searchParams } = partsOf(rejectedOf(span))
    expect(pathname).toBe('/rejected')
    expect(rejectedQuery.parse(searchParams)).toEqual({
      query: { by: 'reason', range: span },
      brokenParts: [],
    })
  }
})
