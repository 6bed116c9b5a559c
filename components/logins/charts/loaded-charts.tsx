'use client'

import { useRouter } from 'next/navigation'
import { use, useCallback, useTransition } from 'react'
import { ChartLegend } from '@/components/logins/charts/chart-legend'
import { ChartMenu } from '@/components/logins/charts/chart-menu'
import { plotOf, type Series } from '@/components/logins/charts/chart-plot'
import { ChartTools } from '@/components/logins/charts/chart-tools'
import { FacetColumns } from '@/components/logins/charts/facet-columns'
import type { Span } from '@/components/logins/charts/time-buckets'
import { TimeChart } from '@/components/logins/charts/time-chart'
import { useChartTime } from '@/components/logins/charts/use-chart-time'
import { included, isAmong, toggling } from '@/components/logins/filters/narrow'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import type { LoginChart } from '@/lib/db/logins/charts/read-chart'
import type { Facets } from '@/lib/db/logins/count-facets'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ChartLook } from '@/lib/model/query/parts/chart-parts'

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
      <FacetColumns
        facets={facets}
        versions={versions}
        timeZone={histogram.timeZone}
        query={query}
        nowMs={nowMs}
        go={go}
      />
    </div>
  )
}

function legendTitle(detail: NonNullable<NonNullable<Charts>['detail']>): string {
  return detail.kind === 'before' ? 'The time shown and the one before' : 'Parts of the chart'
}

/** Whether the list is narrowed to what a part of the chart stands for. */
function isChosen(query: LoginsQuery, { filter }: Series): boolean {
  return filter !== undefined && isAmong(included(query, filter.key), filter.key, filter.value)
}
