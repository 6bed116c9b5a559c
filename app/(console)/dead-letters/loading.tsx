import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <Page title="Dead letters">
      <div role="status" aria-label="Asking the dead-letter queue" className="flex-1">
        <div className="border-line border-b px-4 py-3">
          <Skeleton className="h-7 w-24" />
          <Skeleton className="mt-1 h-4 w-56" />
        </div>
        <div className="flex h-12 items-center border-line border-b px-4">
          <Skeleton className="h-4 w-72" />
        </div>
      </div>
    </Page>
  )
}
