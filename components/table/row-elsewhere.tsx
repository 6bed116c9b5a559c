import { Link2 } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'

type Props = {
  /** Whether the inspector shows it all the same. */
  isFound: boolean
  /** The list without filters, at that row. */
  href: string
}

/** Says that a link names a row which this page of the list does not have. */
export function RowElsewhere({ isFound, href }: Props) {
  return (
    <div
      role="status"
      className="flex min-h-9 shrink-0 items-center gap-2.5 border-line border-b bg-info-soft px-4 py-1"
    >
      <Link2 className="size-4 shrink-0 text-info" aria-hidden />
      <p className="min-w-0">
        {isFound
          ? 'The linked row is shown beside the list. It is not on this page, as the list is filtered and sorted.'
          : 'The linked row is not on this page, as the list is filtered and sorted.'}
      </p>
      <Button size="sm" asChild className="ml-auto shrink-0">
        <Link href={href} prefetch={false}>
          Show it without filters
        </Link>
      </Button>
    </div>
  )
}
