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
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
  type Value,
} from '@/components/logins/filters/narrow'
import { AllValues } from '@/components/logins/groups/group-menu'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import type { LoginChart } from '@/lib/db/logins/charts/read-chart'
import type { Facet, Facets } from '@/lib/db/logins/count-facets'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import type { RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { formatNumber, formatTime } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ChartLook } from '@/lib/model/query/parts/chart-parts'
import type { VersionKey } from '@/lib/model/query/parts/filter-parts'

/** What the charts show; null where it could not be read. */
export type Charts = (LoginChart & { facets: Facets; versions: LoginGroups }) | null

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
  const { histogram, detail, facets, versions } = found
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
  const bars = (key: FacetKey, facet: Facet, basis: Basis | null) => ({
    facet,
    basis,
    chosen: named(facet, included(query, key), key),
    left: named(facet, excluded(query, key), key),
    onToggle: (value: string | null) => go(toggling(query, key, value)),
    onLeaveOut: (value: string | null) => {
      const isOut = isAmong(excluded(query, key), key, value)
      go((isOut ? toggling : excluding)(query, key, value) ?? {})
    },
    openAll: (words: string, means: string) => (
      <AllValues by={key} query={query} nowMs={nowMs} words={words} means={means} />
    ),
  })
  const toggleSeries = ({ filter }: Series) => {
    if (filter !== undefined) go(toggling(query, filter.key, filter.value))
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
          {...bars(
            key as RolledUpKey,
            facets.fields[key as RolledUpKey],
            basisOf(facets, histogram.timeZone),
          )}
          className={at === 0 ? 'hidden @lg:block' : 'hidden @2xl:block'}
        />
      ))}
      <FacetBars
        title="by version"
        {...bars(
          'app_version',
          { counts: versions.groups, others: versions.others },
          basisOf(versions, histogram.timeZone),
        )}
        className="hidden @5xl:block"
      />
    </div>
  )
}

const FACETS = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp)

function legendTitle(detail: NonNullable<NonNullable<Charts>['detail']>): string {
  return detail.kind === 'before' ? 'The time shown and the one before' : 'Parts of the chart'
}

/** Whether the list is narrowed to what a part of the chart stands for. */
function isChosen(query: LoginsQuery, { filter }: Series): boolean {
  return filter !== undefined && isAmong(included(query, filter.key), filter.key, filter.value)
}

type FacetKey = RolledUpKey | VersionKey

/** The values of a facet that a filter names, as the facet spells them. */
function named(facet: Facet, values: readonly Value[], key: FacetKey): (string | null)[] {
  const found = facet.counts.map(({ value }) => value)
  const unmet = values.filter((value) => !isAmong(found, key, value)) as (string | null)[]
  return [...found.filter((value) => isAmong(values, key, value)), ...unmet]
}

/** What was counted, where that is not all of the filter's logins, and why. */
function basisOf(
  { searched, completeFromMs }: Pick<Facets, 'searched' | 'completeFromMs'>,
  timeZone: string,
): Basis | null {
  if (searched !== null) {
    const newest = `newest ${formatNumber(searched)}`
    return { word: newest, means: `Counted among the ${newest} logins that were looked at` }
  }
  if (completeFromMs === null) return null
  const since = formatTime(completeFromMs, timeZone)
  return { word: 'in part', means: `Not every login before ${since} was looked at` }
}
