import { ABOUT_PANE, ABOUT_RAIL } from '@/components/case/about-places'
import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

const TABS = ['w-10', 'w-18', 'w-12', 'w-20', 'w-18', 'w-14']
const FACTS = ['w-60', 'w-40', 'w-52', 'w-44', 'w-56', 'w-36']

/** The page of a user while it loads: timeline and tabs, and the facts beside them. */
export function UserSkeleton() {
  return (
    <Page title="User" actions={<Skeleton className="h-8 w-32" />}>
      <div
        role="status"
        aria-label="Loading the user"
        className="flex min-h-0 min-w-0 flex-1 max-[900px]:flex-col"
      >
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="h-28 shrink-0 border-line border-b px-4 py-3">
            <Skeleton className="h-full" />
          </div>
          <div className="flex h-10 shrink-0 items-center gap-4 overflow-hidden border-line border-b px-4">
            {TABS.map((width, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never change
              <Skeleton key={at} className={`${width} shrink-0`} />
            ))}
          </div>
          <div className="min-h-0 flex-1 p-4">
            <Skeleton className="h-full" />
          </div>
        </div>
        <div className={`${ABOUT_PANE} flex flex-col gap-4 min-[900px]:max-xl:hidden`}>
          {FACTS.map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
        <div className={ABOUT_RAIL} />
      </div>
    </Page>
  )
}
