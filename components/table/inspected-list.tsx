'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { ListPane } from '@/components/table/list-pane'

type Props<Row> = {
  label: string
  rows: Row[]
  /** In the place of the rows where there are none. */
  empty?: ReactNode
  /** What stands above the rows, such as filters. */
  head?: ReactNode
  /** What stands below them: the pager. */
  foot: ReactNode
  table: (selectedId: string | null, select: (id: string) => void) => ReactNode
  inspector: (row: Row, close: () => void) => ReactNode
}

/** A list with an inspector beside it, which shows the selected row. */
export function InspectedList<Row extends { id: string }>({
  label,
  rows,
  empty,
  head,
  foot,
  table,
  inspector,
}: Props<Row>) {
  const [selectedId, select] = useState<string | null>(null)
  const close = useCallback(() => select(null), [])
  const move = useCallback((id: string) => select((now) => (now === null ? now : id)), [])
  const selected = rows.find((row) => row.id === selectedId)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        {head}
        {rows.length === 0 ? (
          empty
        ) : (
          <ListPane key={rows[0]?.id} label={label} onOpen={select} onMove={move}>
            {table(selectedId, select)}
          </ListPane>
        )}
        {foot}
      </div>
      {selected ? inspector(selected, close) : null}
    </div>
  )
}
