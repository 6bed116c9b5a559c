'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { loginsHref } from '@/components/logins/logins-href'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { LinkedQuery } from '@/lib/model/query/logins-query'

const TimeChart = dynamic(
  async () => (await import('@/components/logins/charts/time-chart')).TimeChart,
  { ssr: false, loading: () => <Skeleton className="h-full flex-1" /> },
)

type Props = {
  /** What asks for its logins. */
  filter: LinkedQuery
  histogram: LoginHistogram
}

/** The logins of a device, an IP or a user over time; a span that is chosen opens them in the list. */
export function ThingTimeline({ filter, histogram }: Props) {
  const router = useRouter()
  const open = (fromMs: number, toMs: number) => {
    const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()]
    router.push(loginsHref({ ...filter, from, to }))
  }
  return (
    <section aria-label="Timeline" className="h-36 shrink-0 border-line border-b px-4 py-2">
      <div className="flex h-full">
        <TimeChart histogram={histogram} onChoose={open} />
      </div>
    </section>
  )
}
