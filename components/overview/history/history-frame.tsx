import type { ReactNode } from 'react'
import { Pane } from '@/components/overview/pane'
import { Skeleton } from '@/components/ui/skeleton'

type Props = { subtitle?: ReactNode; aside?: ReactNode; children: ReactNode }

/** The history's pane, as high before it is read as after. */
export function HistoryFrame(props: Props) {
  return (
    <Pane
      {...props}
      title="History"
      className="h-66 shrink-0 border-line border-t px-4 py-3 max-md:h-134"
    />
  )
}

export function HistorySkeleton() {
  return (
    <HistoryFrame>
      <div aria-busy className="mt-2 flex min-h-0 flex-1 flex-col gap-2">
        <Skeleton className="h-17 shrink-0 max-md:h-70" />
        <Skeleton className="min-h-0 flex-1" />
      </div>
    </HistoryFrame>
  )
}
