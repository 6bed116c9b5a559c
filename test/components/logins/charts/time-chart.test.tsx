import { expect, it } from 'vitest'
import { FacetBars } from '@/components/logins/charts/facet-bars'
import { TimeChart } from '@/components/logins/charts/time-chart'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import { renderedText } from '@/test/support/render'

const NOW = Date.parse('2026-11-21T12:00:00Z')

const histogram: LoginHistogram = {
  unit: 'day',
  timeZone: 'Asia/Kolkata',
  bars: [
    { atMs: Date.parse('2026-11-19T18:30:00Z'), logins: 5 },
    { atMs: Date.parse('2026-11-20T18:30:00Z'), logins: 7 },
  ],
  endMs: Date.parse('2026-11-21T18:30:00Z'),
  nowMs: NOW,
  isByUtcHours: false,
  completeFromMs: null,
}
// The page around it shows times in UTC.
const chart = (change: Partial<LoginHistogram> = {}) =>
  renderedText(<TimeChart histogram={{ ...histogram, ...change }} />, { nowMs: NOW })

it('names bars by the clock of the zone that they were cut in, whatever the browser’s is', () => {
  const text = chart()
  expect(text).toContain('logins a day highest 7 on Sat, Nov 21 0 5 10 Nov 20 Nov 21')
  expect(chart({ unit: 'hour' })).toContain('highest 7 on Sat, Nov 21, 00:00')
  expect(chart({ unit: 'month' })).toContain('highest 7 in Nov 2026')
})

it('says where bars are cut to the hour, and how far back they are counted', () => {
  expect(chart({ isByUtcHours: true })).toContain('logins a day · bars to the hour')
  expect(chart({ completeFromMs: Date.parse('2026-11-20T18:30:00Z') })).toContain(
    'counted back to Nov 21 00:00:00 only',
  )
  const empty = histogram.bars.map((bar) => ({ ...bar, logins: 0 }))
  expect(chart({ bars: empty })).toContain('logins a day no logins 0 1 Nov 20 Nov 21')
})

it('shows a facet’s numbers whole, and how many values are left out', () => {
  const counts = [75_912, 61_488, 11, 7, 3].map((logins, at) => ({ value: `L${at}`, logins }))
  const facet = { counts, others: { values: 28, logins: 40 } }
  const text = renderedText(
    <FacetBars
      title="by locale"
      facet={facet}
      chosen={undefined}
      basis={{ word: 'newest 2,500', means: '' }}
      onToggle={() => undefined}
    />,
  )
  expect(text).toBe('by locale · newest 2,500 29 more L0 75,912 L1 61,488 L2 11 L3 7')
})

it('draws no bar for what is left out, and keeps it in sight to take it in again', () => {
  const counts = [
    { value: null, logins: 90_000 },
    ...[20, 15, 10, 5].map((logins, at) => ({ value: `L${at}`, logins })),
  ]
  const text = renderedText(
    <FacetBars
      title="by locale"
      facet={{ counts, others: { values: 0, logins: 0 } }}
      chosen={[]}
      left={[null]}
      basis={null}
      onToggle={() => undefined}
      onLeaveOut={() => undefined}
    />,
  )
  expect(text).toBe('by locale 1 more L0 20 L1 15 L2 10 none 90,000')
})
