'use client'

import { useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { LOGINS_WIDTHS, loginsColumns, loginsFeatures } from '@/components/logins/logins-columns'
import { type LoginsSearch, loginsHref } from '@/components/logins/logins-href'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { cn } from '@/lib/cn'
import type { LoginRow } from '@/lib/login'

type Props = {
  logins: LoginRow[]
  search: LoginsSearch
  selected: string | null
  onSelect: (id: string) => void
}

/** One page of logins. */
export function LoginsTable({ logins, search, selected, onSelect }: Props) {
  const sorting = useMemo(() => [{ id: 'sentAt', desc: search.order === 'newest' }], [search.order])
  const table = useTable({
    features: loginsFeatures,
    columns: loginsColumns,
    data: logins,
    getRowId: (login) => login.id,
    manualSorting: true,
    state: { sorting },
  })
  return (
    <Table className="min-w-190">
      {table.getHeaderGroups().map((group) => (
        <TableHead key={group.id}>
          {group.headers.map((header) => {
            const sorted = header.column.getCanSort() ? header.column.getIsSorted() : false
            return (
              <Th
                key={header.id}
                className={LOGINS_WIDTHS[header.column.id]}
                aria-sort={
                  sorted === 'desc' ? 'descending' : sorted === 'asc' ? 'ascending' : undefined
                }
              >
                {sorted ? (
                  <SortLink search={search}>
                    <table.FlexRender header={header} />
                  </SortLink>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </Th>
            )
          })}
        </TableHead>
      ))}
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr
            key={row.id}
            tabIndex={-1}
            data-row={row.id}
            data-selected={row.id === selected ? '' : undefined}
            aria-current={row.id === selected ? 'true' : undefined}
            onClick={() => onSelect(row.id)}
            className={cn(
              'focus-inset h-8 border-line border-b',
              row.id === selected ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            {row.getVisibleCells().map((cell) => (
              <Td key={cell.id}>
                <table.FlexRender cell={cell} />
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** Turns the order round and goes back to the first page. */
function SortLink({ search, children }: { search: LoginsSearch; children: React.ReactNode }) {
  const newest = search.order === 'newest'
  const Arrow = newest ? ArrowDown : ArrowUp
  return (
    <Link
      href={loginsHref({ ...search, order: newest ? 'oldest' : 'newest', at: undefined })}
      title={
        newest ? 'Newest first; click for oldest first' : 'Oldest first; click for newest first'
      }
      className="inline-flex items-center gap-1 rounded-sm text-ink"
    >
      {children} <Arrow className="size-3.5" aria-hidden />
    </Link>
  )
}
