'use client'

import { useRouter } from 'next/navigation'
import { use, useCallback, useTransition } from 'react'
import { ChartLegend } from '@/components/logins/charts/chart-legend'
import { ChartMenu } from '@/components/logins/charts/chart-menu'
import { plotOf, type Series } from '@/components/logins/charts/chart-plot'
import { ChartTools } from '@/components/logins/charts/chart-tools'
import { type Basis, FacetBars } from '@/components/logins/charts/facet-bars'
import type { Span } from '@/components/logins/charts/time-buckets'
import { TimeChart } from '@/components/logins/charts/time-chart'
import { useChartTime } from '@/components/logins/charts/use-chart-time'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import type { LoginChart } from '@/lib/db/logins/charts/read-chart'
import type { Facets } from '@/lib/db/logins/count-facets'
import type { RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { formatNumber, formatTime } from '@/lib/format/format'
import { sortableVersion } from '@/lib/model/app-version'
import { inSentence } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { ChartLook } from '@/lib/model/query/chart-parts'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** What the charts show; null where it could not be read. */
export type Charts = (LoginChart & { facets: Facets }) | null

export type ChartsProps = {
  query: LoginsQuery
  charts: Promise<Charts>
  /** The time span that is asked for; Unix milliseconds. */
  span: Span
  /** When the page was read. */
  nowMs: number
}

/** The charts, once they are read. */
export function LoadedCharts({ charts, ...props }: ChartsProps) {
  const found = use(charts)
  if (found === null) return <p className="text-muted">The charts could not be read.</p>
  return <Shown {...props} found={found} />
}

type ShownProps = Omit<ChartsProps, 'charts'> & { found: NonNullable<Charts> }

function Shown({ query, span, nowMs, found }: ShownProps) {
  const { histogram, detail, facets } = found
  const router = useRouter()
  const [pending, start] = useTransition()
  const go = (change: Partial<LoginsQuery>) =>
    start(() => router.push(narrowed(query, change), { scroll: false }))
  const show = useCallback(
    // How the chart is drawn changes nothing of the list.
    (look: ChartLook) =>
      start(() => router.replace(loginsHref({ ...query, ...look }), { scroll: false })),
    [query, router],
  )
  const time = useChartTime({ query, histogram, span, nowMs, go })
  const toggle = (field: RolledUpKey, value: string | null) => {
    const on = query[field] ?? []
    const next = on.includes(value) ? on.filter((each) => each !== value) : [...on, value]
    go({ [field]: next.length > 0 ? next : undefined })
  }
  const toggleSeries = (series: Series) => {
    const { key, value } = series.filter ?? {}
    if (key === undefined || value === undefined) return
    if (key !== 'app_version') return toggle(key, value)
    const version = isChosen(query, series) ? undefined : (value ?? undefined)
    go({ app_version: version, app_version_from: undefined, app_version_to: undefined })
  }
  return (
    <div className={cn('flex h-full gap-6', pending && 'opacity-60')}>
      <TimeChart
        histogram={histogram}
        detail={detail}
        span={span}
        onChoose={(fromMs, toMs) => time.show({ fromMs, toMs })}
        onAction={time.act}
        tools={
          <span className="flex items-center">
            <ChartTools time={time} />
            <ChartMenu
              look={query}
              facets={facets}
              hasBefore={span.fromMs !== undefined}
              onLook={show}
            />
          </span>
        }
        legend={
          detail === null ? null : (
            <ChartLegend
              plot={plotOf(histogram, detail)}
              title={legendTitle(detail)}
              isChosen={(series) => isChosen(query, series)}
              onToggle={toggleSeries}
            />
          )
        }
      />
      {FACETS.map(({ key, label }, at) => (
        <FacetBars
          key={key}
          title={`by ${inSentence(label)}`}
          facet={facets.fields[key as RolledUpKey]}
          chosen={query[key as RolledUpKey]}
          basis={basisOf(facets, histogram.timeZone)}
          onToggle={(value) => toggle(key as RolledUpKey, value)}
          className={at === 0 ? 'hidden @lg:block' : 'hidden @2xl:block'}
        />
      ))}
    </div>
  )
}

const FACETS = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp)

function legendTitle(detail: NonNullable<NonNullable<Charts>['detail']>): string {
  return detail.kind === 'before' ? 'The time shown and the one before' : 'Parts of the chart'
}

/** Whether the list is narrowed to what a part of the chart stands for. */
function isChosen(query: LoginsQuery, { filter }: Series): boolean {
  if (filter === undefined) return false
  const { key, value } = filter
  if (key !== 'app_version') return query[key]?.includes(value) ?? false
  const [asked, own] = [query.app_version, value].map((text) => sortableVersion(text ?? ''))
  return asked !== null && asked === own
}

/** What was counted, where that is not all of the filter's logins, and why. */
function basisOf({ searched, completeFromMs }: Facets, timeZone: string): Basis | null {
  if (searched !== null) {
    const newest = `newest ${formatNumber(searched)}`
    return { word: newest, means: `Counted among the ${newest} logins that were looked at` }
  }
  if (completeFromMs === null) return null
  const since = formatTime(completeFromMs, timeZone)
  return { word: 'in part', means: `Not every login before ${since} was looked at` }
}
