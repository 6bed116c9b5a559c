'use client'

import { useRouter } from 'next/navigation'
import { Suspense, use, useTransition } from 'react'
import { type Basis, FacetBars } from '@/components/logins/charts/facet-bars'
import type { Span } from '@/components/logins/charts/time-buckets'
import { TimeChart } from '@/components/logins/charts/time-chart'
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
  type Value,
} from '@/components/logins/filters/narrow'
import { AllValues } from '@/components/logins/groups/group-menu'
import { narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { Facet, Facets } from '@/lib/db/logins/count-facets'
import type { LoginHistogram } from '@/lib/db/logins/count-over-time'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import type { RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { formatNumber, formatTime } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { VersionKey } from '@/lib/model/query/filter-parts'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** What the charts show; null where it could not be read. */
export type Charts = { histogram: LoginHistogram; facets: Facets; versions: LoginGroups } | null

type Props = {
  query: LoginsQuery
  charts: Promise<Charts>
  /** The time span that is asked for; Unix milliseconds. */
  span: Span
  /** When the page was read. */
  nowMs: number
}

/** The filtered logins over time, by device type and by locale. Each narrows the list further. */
export function LoginCharts(props: Props) {
  return (
    <section
      aria-label="Charts"
      className="@container h-28 shrink-0 border-line border-b px-4 pt-3 pb-2"
    >
      <Suspense fallback={<Waiting />}>
        <Loaded {...props} />
      </Suspense>
    </section>
  )
}

function Loaded({ query, charts, span, nowMs }: Props) {
  const found = use(charts)
  const router = useRouter()
  const [pending, start] = useTransition()
  if (found === null) return <p className="text-muted">The charts could not be read.</p>
  const go = (change: Partial<LoginsQuery>) =>
    start(() => router.push(narrowed(query, change), { scroll: false }))
  const { histogram, facets, versions } = found
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
  return (
    <div className={cn('flex h-full gap-6', pending && 'opacity-60')}>
      <TimeChart
        histogram={histogram}
        span={span}
        onChoose={(from, to) =>
          go({
            range: undefined,
            from: new Date(from).toISOString(),
            to: new Date(to).toISOString(),
          })
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
          className={at === 0 ? undefined : 'hidden @2xl:block'}
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

type FacetKey = RolledUpKey | VersionKey

/** The values of a facet that a filter names, as the facet spells them. */
function named(facet: Facet, values: readonly Value[], key: FacetKey): (string | null)[] {
  const found = facet.counts.map(({ value }) => value)
  const unmet = values.filter((value) => !isAmong(found, key, value)) as (string | null)[]
  return [...found.filter((value) => isAmong(values, key, value)), ...unmet]
}

const FACETS = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp)

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

function Waiting() {
  return (
    <div role="status" aria-label="Loading the charts" className="flex h-full gap-6">
      <Skeleton className="h-18 flex-1" />
      <Skeleton className="h-18 w-44" />
      <Skeleton className="hidden h-18 w-44 @2xl:block" />
      <Skeleton className="hidden h-18 w-44 @5xl:block" />
    </div>
  )
}
