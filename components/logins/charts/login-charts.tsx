'use client'

import { useRouter } from 'next/navigation'
import { Suspense, use, useTransition } from 'react'
import { type Basis, FacetBars } from '@/components/logins/charts/facet-bars'
import type { Span } from '@/components/logins/charts/time-buckets'
import { TimeChart } from '@/components/logins/charts/time-chart'
import { narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginChart } from '@/lib/db/logins/charts/read-chart'
import type { Facets } from '@/lib/db/logins/count-facets'
import type { RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { formatNumber, formatTime } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** What the charts show; null where it could not be read. */
export type Charts = (LoginChart & { facets: Facets }) | null

type Props = {
  query: LoginsQuery
  charts: Promise<Charts>
  /** The time span that is asked for; Unix milliseconds. */
  span: Span
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

function Loaded({ query, charts, span }: Props) {
  const found = use(charts)
  const router = useRouter()
  const [pending, start] = useTransition()
  if (found === null) return <p className="text-muted">The charts could not be read.</p>
  const go = (change: Partial<LoginsQuery>) =>
    start(() => router.push(narrowed(query, change), { scroll: false }))
  const toggle = (field: RolledUpKey, value: string | null) => {
    const on = query[field] ?? []
    const next = on.includes(value) ? on.filter((each) => each !== value) : [...on, value]
    go({ [field]: next.length > 0 ? next : undefined })
  }
  const { histogram, facets } = found
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
          facet={facets.fields[key as RolledUpKey]}
          chosen={query[key as RolledUpKey]}
          basis={basisOf(facets, histogram.timeZone)}
          onToggle={(value) => toggle(key as RolledUpKey, value)}
          className={at === 0 ? undefined : 'hidden @2xl:block'}
        />
      ))}
    </div>
  )
}

const FACETS = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp)

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

function Waiting() {
  return (
    <div role="status" aria-label="Loading the charts" className="flex h-full gap-6">
      <Skeleton className="h-18 flex-1" />
      <Skeleton className="h-18 w-44" />
      <Skeleton className="hidden h-18 w-44 @2xl:block" />
    </div>
  )
}
