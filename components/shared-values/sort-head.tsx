import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { sharedHref } from '@/components/shared-values/shared-href'
import { Th } from '@/components/table/table'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind, SharedSort } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  query: SharedQuery
  sort: SharedSort
  name: string
  className?: string | undefined
}

/** The heading of a column that the list can be sorted by: most first, then least. */
export function SortHead({ kind, query, sort, name, className }: Props) {
  const isSorted = query.sort === sort
  const order = isSorted && query.order === 'desc' ? 'asc' : 'desc'
  const Arrow = query.order === 'desc' ? ArrowDown : ArrowUp
  return (
    <Th
      className={className}
      aria-sort={!isSorted ? undefined : query.order === 'desc' ? 'descending' : 'ascending'}
    >
      <Link
        href={sharedHref(kind, query, { sort, order })}
        prefetch={false}
        className={isSorted ? 'inline-flex items-center gap-1 rounded-sm text-ink' : 'rounded-sm'}
      >
        {name}
        {isSorted ? <Arrow className="size-3.5" aria-hidden /> : null}
      </Link>
    </Th>
  )
}
