'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'
import { ColumnHead } from '@/components/logins/table/column-head'
import { SelectBox } from '@/components/logins/table/select-box'
import { ROW_HEIGHTS, type TableSettings } from '@/components/logins/table/table-settings'
import { useGridKeys } from '@/components/logins/table/use-grid-keys'
import { type Selection, useLoginsTable } from '@/components/logins/table/use-logins-table'
import { ScrollPane } from '@/components/table/scroll-pane'
import { TableHead, TableRow, Td, Th } from '@/components/table/table'
import type { LoginRow } from '@/lib/model/login'
import type { LoginFieldKey } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  logins: LoginRow[]
  query: LoginsQuery
  look: TableSettings
  onLook: (look: TableSettings) => void
  /** The id of the login in the inspector. */
  inspected: string | null
  onInspect: (id: string) => void
  /** The id of the login that the table is scrolled to at first. */
  startsAt: string | null
  selection: Selection
  onSelection: (next: Selection) => void
}

const HEAD_PX = 32
const SELECT_PX = 44

/** One page of logins. Only the rows in sight are drawn. */
export function LoginsTable(props: Props) {
  const { logins, query, look, onLook, inspected, onInspect, selection, onSelection } = props
  const pane = useRef<HTMLElement>(null)
  const { table, order } = useLoginsTable({ logins, query, look, selection, onSelection })
  const rows = table.getRowModel().rows
  const height = ROW_HEIGHTS[look.density]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    initialRect: { width: 1_200, height: 900 },
    scrollPaddingStart: HEAD_PX,
    overscan: 12,
  })
  virtual.options.estimateSize = () => height
  const scrollToStart = useEffectEvent(() => {
    const at = logins.findIndex((login) => login.id === props.startsAt)
    if (at >= 0) virtual.scrollToIndex(at, { align: 'center' })
  })
  useEffect(() => scrollToStart(), [])
  useGridKeys({
    ids: logins.map((login) => login.id),
    pane,
    current: inspected,
    scrollTo: (index) => virtual.scrollToIndex(index),
    onOpen: onInspect,
    onMove: (id) => {
      if (inspected !== null) onInspect(id)
    },
    onToggle: (id) => table.getRow(id).toggleSelected(),
  })

  const columns = table.getVisibleLeafColumns()
  const total = columns.reduce((sum, column) => sum + column.getSize(), SELECT_PX)
  // Once somebody chose widths, they hold: what is left over goes to an empty column.
  const isSized = Object.keys(look.widths).length > 0
  const items = virtual.getVirtualItems()
  const before = items[0] ? items[0].index * height : 0
  const after = items.length > 0 ? (rows.length - 1 - (items.at(-1)?.index ?? 0)) * height : 0
  return (
    <ScrollPane ref={pane} aria-label="Stored logins" className="flex-1">
      <table
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed tabular-nums"
        style={{ minWidth: total }}
      >
        <colgroup>
          <col style={{ width: SELECT_PX }} />
          {columns.map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
          {isSized ? <col /> : null}
        </colgroup>
        {table.getHeaderGroups().map((group) => (
          <TableHead key={group.id} aria-rowindex={1}>
            <Th className="pr-0">
              <SelectBox
                label="Select all rows of this page"
                checked={table.getIsAllRowsSelected() || (table.getIsSomeRowsSelected() && 'some')}
                onClick={() => table.toggleAllRowsSelected()}
              />
            </Th>
            {group.headers.map((header) => (
              <ColumnHead
                key={header.id}
                id={header.column.id as LoginFieldKey}
                size={header.column.getSize()}
                query={query}
                look={look}
                onLook={onLook}
                order={order}
              />
            ))}
            {isSized ? <Th aria-hidden /> : null}
          </TableHead>
        ))}
        <tbody>
          {before > 0 ? <Space height={before} /> : null}
          {items.map(({ index }) => {
            const row = rows[index]
            return row === undefined ? null : (
              <TableRow
                key={row.id}
                id={row.id}
                isSelected={row.id === inspected}
                style={{ height }}
                aria-rowindex={index + 2}
                onClick={() => onInspect(row.id)}
                className={row.getIsSelected() ? 'bg-selected' : undefined}
              >
                <Cells table={table} row={row} />
                {isSized ? <td aria-hidden /> : null}
              </TableRow>
            )
          })}
          {after > 0 ? <Space height={after} /> : null}
        </tbody>
      </table>
    </ScrollPane>
  )
}

type Table = ReturnType<typeof useLoginsTable>['table']
type Row = ReturnType<Table['getRowModel']>['rows'][number]

function Cells({ table, row }: { table: Table; row: Row }) {
  return (
    <>
      <Td className="pr-0">
        <SelectBox
          label="Select this row"
          checked={row.getIsSelected()}
          tabbable={false}
          onClick={row.getToggleSelectedHandler()}
        />
      </Td>
      {row.getVisibleCells().map((cell) => (
        <Td key={cell.id} data-column={cell.column.id}>
          <table.FlexRender cell={cell} />
        </Td>
      ))}
    </>
  )
}

/** The room of the rows that are out of sight. */
function Space({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  )
}
