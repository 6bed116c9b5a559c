import { expect, it } from 'vitest'
import { ChartLegend } from '@/components/logins/charts/chart-legend'
import { ChartMenuPane } from '@/components/logins/charts/chart-menu-pane'
import { plotOf } from '@/components/logins/charts/chart-plot'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { ChartSplit } from '@/lib/db/logins/charts/count-split'
import type { Facets } from '@/lib/db/logins/count-facets'
import { renderedText } from '@/test/support/render'

const histogram: LoginHistogram = {
  unit: 'day',
  timeZone: 'UTC',
  bars: [{ atMs: 0, logins: 75_912 }],
  endMs: 86_400_000,
  nowMs: 0,
  isByUtcHours: false,
  completeFromMs: null,
}
const nothing = () => undefined

it('names each part with its count', () => {
  const split: ChartSplit = {
    key: 'app_version',
    parts: [{ value: '2.3.0', logins: [75_900] }],
    others: { values: 1, logins: [12] },
    unknown: [0],
  }
  const plot = plotOf(histogram, { kind: 'split', split })
  const legend = <ChartLegend plot={plot} title="Parts" isChosen={() => false} onToggle={nothing} />
  expect(renderedText(legend)).toBe('2.3.0 75,900 1 other 12')
})

it('says why all of time is compared with nothing', () => {
  const none = { counts: [], others: { values: 0, logins: 0 } }
  const facets: Facets = {
    fields: { device_type: none, locale: none },
    searched: null,
    completeFromMs: null,
  }
  const pane = (hasBefore: boolean) =>
    renderedText(<ChartMenuPane look={{}} facets={facets} hasBefore={hasBefore} onLook={nothing} />)
  expect(pane(false)).toContain('All of time is shown: choose a time range')
  expect(pane(true)).not.toContain('All of time')
  expect(pane(true)).toContain('together by device type by locale by version')
})
