import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

const WIDTHS = ['w-32', 'w-full', 'w-11/12', 'w-full', 'w-10/12', 'w-40', 'w-full', 'w-9/12']

export default function Loading() {
  return (
    <Page title="Help">
      <div role="status" aria-label="Loading the help" className="flex-1">
        <div className="mx-auto flex max-w-200 flex-col gap-4 px-4 py-6">
          {WIDTHS.map((width, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that never reorders
            <Skeleton key={at} className={width} />
          ))}
        </div>
      </div>
    </Page>
  )
}
