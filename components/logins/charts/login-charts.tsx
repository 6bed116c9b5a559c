'use client'

import { useRouter } from 'next/navigation'
import { Suspense, use, useTransition } from 'react'
import { FacetBars } from '@/components/logins/charts/facet-bars'
import type { Span } from '@/components/logins/charts/time-buckets'
import { TimeChart } from '@/components/logins/charts/time-chart'
import { narrowed } from '@/components/logins/logins-href'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import type { Facets } from '@/lib/db/logins/count-facets'
import type { LoginHistogram } from '@/lib/db/logins/count-over-time'
import { formatNumber } from '@/lib/format/format'
import type { LoginsQuery } from '@/lib/model/logins-query'

/** What the charts show; null where it could not be read. */
export type Charts = { histogram: LoginHistogram; facets: Facets } | null

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
  const toggle = (field: 'type' | 'locale', value: string | null) => {
    const on = query[field] ?? []
    const next = on.includes(value) ? on.filter((each) => each !== value) : [...on, value]
    go({ [field]: next.length > 0 ? next : undefined })
  }
  const { histogram, facets } = found
  const basis = basisOf(facets)
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
      <FacetBars
        title="by device type"
        counts={facets.deviceTypes}
        chosen={query.type}
        basis={basis}
        onToggle={(value) => toggle('type', value)}
      />
      <FacetBars
        title="by locale"
        counts={facets.locales}
        chosen={query.locale}
        basis={basis}
        onToggle={(value) => toggle('locale', value)}
        className="hidden @2xl:block"
      />
    </div>
  )
}

function basisOf({ searched, roundedTo }: Facets): string | null {
  if (searched !== null) return `newest ${formatNumber(searched)}`
  return roundedTo === null ? null : `whole ${roundedTo}s`
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
