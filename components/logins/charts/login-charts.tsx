'use client'

import { lazy, Suspense } from 'react'
import type { ChartsProps } from '@/components/logins/charts/loaded-charts'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'
import { useHydrated } from '@/components/ui/use-hydrated'

const load = () => import('@/components/logins/charts/loaded-charts')
const LoadedCharts = lazy(async () => ({ default: (await load()).LoadedCharts }))
// The figures come after the rows; the code of the charts is on its way by then.
if (typeof window !== 'undefined') void load().catch(() => undefined)

/** The filtered logins over time, by device type and by locale. Each narrows the list further. */
export function LoginCharts(props: ChartsProps) {
  const { split, compare } = props.query
  const hasLegend = split !== undefined || compare !== undefined
  // Drawn by the server they would take clicks that nothing hears yet.
  const isHydrated = useHydrated()
  return (
    <section
      aria-label="Charts"
      className={cn(
        '@container shrink-0 border-line border-b px-4 pt-2 pb-2',
        hasLegend ? 'h-42' : 'h-36',
      )}
    >
      {isHydrated ? (
        <Suspense fallback={<Waiting />}>
          <LoadedCharts {...props} />
        </Suspense>
      ) : (
        <Waiting />
      )}
    </section>
  )
}

function Waiting() {
  return (
    <div role="status" aria-label="Loading the charts" className="flex h-full gap-6">
      <Skeleton className="h-full flex-1" />
      <Skeleton className="hidden h-22 w-44 @lg:block" />
      <Skeleton className="hidden h-22 w-44 @2xl:block" />
      <Skeleton className="hidden h-22 w-44 @5xl:block" />
    </div>
  )
}
