import type { ReactNode } from 'react'
import { ABOUT_PANE, ABOUT_RAIL } from '@/components/case/about-places'
import { Page } from '@/components/shell/page'
import { cn } from '@/components/ui/cn'
import { Skeleton } from '@/components/ui/skeleton'

const FACTS = ['w-60', 'w-40', 'w-52', 'w-44', 'w-56', 'w-36']

type Props = {
  title: string
  subtitle?: ReactNode
  /** What is loading, for those who see no grey shapes. */
  label: string
  /** The height and padding of the timeline, as classes. */
  timeline: string
  /** The widths of the tabs, as classes. */
  tabs: readonly string[]
}

/** The page of a case while it loads: timeline and tabs, and the facts beside them. */
export function CaseSkeleton({ title, subtitle, label, timeline, tabs }: Props) {
  return (
    <Page title={title} subtitle={subtitle} actions={<Skeleton className="h-8 w-32" />}>
      <div
        role="status"
        aria-label={label}
        className="flex min-h-0 min-w-0 flex-1 max-[900px]:flex-col"
      >
        <div className="flex min-w-0 flex-1 flex-col">
          <div className={cn('shrink-0 border-line border-b px-4', timeline)}>
            <Skeleton className="h-full" />
          </div>
          <div className="flex h-10 shrink-0 items-center gap-4 overflow-hidden border-line border-b px-4">
            {tabs.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never change
              <Skeleton key={at} className={cn('shrink-0', width)} />
            ))}
          </div>
          <div className="min-h-0 flex-1 p-4">
            <Skeleton className="h-full" />
          </div>
        </div>
        <div className={cn(ABOUT_PANE, 'flex flex-col gap-4 min-[900px]:max-xl:hidden')}>
          {FACTS.map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
        <div className={ABOUT_RAIL} />
      </div>
    </Page>
  )
}
