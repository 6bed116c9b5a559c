'use client'

import { type ReactNode, useCallback } from 'react'
import { ListPane } from '@/components/table/list-pane'
import { RowElsewhere } from '@/components/table/row-elsewhere'
import { useInspectedRow } from '@/components/table/use-inspected-row'

/** The row that a link names, and itself where this page lacks it. */
export type LinkedTo<Row> = { place: string; elsewhere: Row | null }

type Props<Row> = {
  label: string
  rows: Row[]
  /** The name of a row in the URL. */
  placeOf: (row: Row) => string
  /** Undefined where the link names no row. */
  linked: LinkedTo<Row> | undefined
  /** The list without filters, with the row that is named so. */
  hrefOf: (place: string) => string
  /** In the place of the rows where there are none. */
  empty?: ReactNode
  /** What stands above the rows, such as filters. */
  head?: ReactNode
  /** What stands below them: the pager. */
  foot: ReactNode
  table: (selectedId: string | null, select: (id: string) => void) => ReactNode
  inspector: (row: Row, close: () => void) => ReactNode
}

/** A list with an inspector beside it, which shows the selected row; the URL names it. */
export function InspectedList<Row extends { id: string }>({
  label,
  rows,
  placeOf,
  linked,
  hrefOf,
  empty,
  head,
  foot,
  table,
  inspector,
}: Props<Row>) {
  const [place, inspect] = useInspectedRow()
  const onPage = rows.find((row) => placeOf(row) === place)
  const isLinked = linked !== undefined && linked.place === place
  const selected = onPage ?? (isLinked ? linked.elsewhere : null)
  const close = useCallback(() => inspect(null), [inspect])
  const select = (id: string) => {
    const row = rows.find((each) => each.id === id)
    if (row) inspect(placeOf(row))
  }
  const move = (id: string) => {
    if (selected) select(id)
  }
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        {head}
        {isLinked && !onPage ? (
          <RowElsewhere isFound={selected !== null} href={hrefOf(place)} />
        ) : null}
        {rows.length === 0 ? (
          empty
        ) : (
          <ListPane
            key={rows[0]?.id}
            label={label}
            onOpen={select}
            onMove={move}
            startsAt={isLinked ? onPage?.id : undefined}
          >
            {table(onPage?.id ?? null, select)}
          </ListPane>
        )}
        {foot}
      </div>
      {selected ? inspector(selected, close) : null}
    </div>
  )
}
