import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 24 }, (_, at) => `row-${at}`)

type Column = { heading: string; width: string }

type Props = {
  /** What is loading, for screen readers. */
  label: string
  /** Whether a row of filters stands above. */
  withFilters?: boolean
  /** Whether charts stand below the filters. */
  withCharts?: boolean
} & (
  | {
      /** The list's own table, without a row: its columns are those of what comes. */
      children: ReactNode
    }
  /** For a list that is no table: the headings, each with its column's width in CSS units or `fr`. */
  | { columns: Column[] }
)

/** A list that is still loading, in its real shape. */
export function TableSkeleton({ label, withFilters, withCharts, ...of }: Props) {
  return (
    <div role="status" aria-label={label} className="flex min-h-0 min-w-0 flex-1 flex-col">
      {withFilters ? (
        <div className="flex h-12 shrink-0 items-center border-line border-b px-4">
          <Skeleton className="h-7 w-36" />
        </div>
      ) : null}
      {withCharts ? (
        <div className="flex h-36 shrink-0 items-center gap-6 border-line border-b px-4">
          <Skeleton className="h-18 flex-1" />
          <Skeleton className="h-18 w-44" />
          <Skeleton className="h-18 w-44" />
        </div>
      ) : null}
      {'columns' in of ? (
        <Grid columns={of.columns} />
      ) : (
        <div aria-hidden inert className="min-h-0 flex-1 skeleton-rows">
          {of.children}
        </div>
      )}
      <div className="h-10 shrink-0 border-line border-t" />
    </div>
  )
}

function Grid({ columns }: { columns: Column[] }) {
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') }
  return (
    <div aria-hidden className="min-h-0 flex-1 overflow-hidden">
      <div
        className="grid h-8 items-center gap-6 border-line border-b px-4 text-muted"
        style={grid}
      >
        {columns.map(({ heading }) => (
          <span key={heading}>{heading}</span>
        ))}
      </div>
      {ROWS.map((row) => (
        <div
          key={row}
          className="grid h-8 items-center gap-6 border-line border-b px-4"
          style={grid}
        >
          {columns.map(({ heading }) => (
            <Skeleton key={heading} className="h-3.5" />
          ))}
        </div>
      ))}
    </div>
  )
}
