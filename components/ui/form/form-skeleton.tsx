import { Skeleton } from '@/components/ui/skeleton'

const FIELDS = ['w-20', 'w-28', 'w-24']

/** A form at the left of a page, while the page loads. */
export function FormSkeleton() {
  return (
    <div
      aria-hidden
      className="flex w-88 shrink-0 flex-col gap-4 border-line border-r p-4 max-lg:w-full max-lg:border-r-0 max-lg:border-b"
    >
      {FIELDS.map((width) => (
        <div key={width} className="flex flex-col gap-1.5">
          <Skeleton className={width} />
          <Skeleton className="h-8" />
        </div>
      ))}
      <Skeleton className="h-8" />
    </div>
  )
}
