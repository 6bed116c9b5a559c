'use client'

import { type MouseEvent, useEffect, useEffectEvent, useRef } from 'react'
import { BriefWords, useBriefWords } from '@/components/logins/table/brief-words'
import { isExtraColumn } from '@/components/logins/table/column-ids'
import { type DeviceUsers, DeviceUsersCell } from '@/components/logins/table/device-users'
import { LoginCell, loadValueTools } from '@/components/logins/table/login-cell'
import { LoginsHead } from '@/components/logins/table/logins-head'
import { SelectBox } from '@/components/logins/table/select-box'
import { type Selection, toggled } from '@/components/logins/table/selection'
import { tableColumns } from '@/components/logins/table/table-columns'
import { ROW_HEIGHTS, type TableSettings } from '@/components/logins/table/table-settings'
import { useCellKeys } from '@/components/logins/table/use-cell-keys'
import { useGridKeys } from '@/components/logins/table/use-grid-keys'
import { useRowWindow } from '@/components/logins/table/use-row-window'
import { ScrollPane } from '@/components/table/scroll-pane'
import { TableRow, Td } from '@/components/table/table'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { usePageTop } from '@/components/ui/use-page-top'
import { usePrinting } from '@/components/ui/use-printing'
import type { LoginRow } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  logins: LoginRow[]
  /** Tells a page of the list from another, which begins at its top, or where it is asked to. */
  page: string
  /** Whether logins come on top: rows are places then, in which others stand. */
  isLive: boolean
  query: LoginsQuery
  /** Read where their column is shown. */
  deviceUsers?: DeviceUsers | null
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
  const { logins, query, look, inspected, onInspect, selection, onSelection } = props
  const pane = useRef<HTMLElement>(null)
  const anchor = useRef<string>(null)
  const rowHeight = ROW_HEIGHTS[look.density]
  const ids = logins.map(({ id }) => id)
  const virtual = useRowWindow({ count: ids.length, rowHeight, headHeight: HEAD_PX, pane })
  const toggle = (id: string, withRange = false) => {
    onSelection(toggled(selection, ids, { id, anchor: anchor.current, withRange }))
    anchor.current = id
  }
  usePageTop(pane, props.page)
  useStartAt(props, ids, virtual.scrollToIndex)
  const { order, shown } = tableColumns(look)
  const columns = shown.map(({ id }) => id)
  const [said, say] = useBriefWords()
  const onCell = useCellKeys({ logins, columns, query, onDone: say })
  useIdleLoad(loadValueTools)
  useGridKeys({
    ids,
    columns,
    onCell,
    pane,
    current: inspected,
    scrollTo: (index) => virtual.scrollToIndex(index),
    onOpen: onInspect,
    onMove: (id) => {
      if (inspected !== null) onInspect(id)
    },
    onToggle: toggle,
  })

  const total = shown.reduce((sum, { width }) => sum + width, SELECT_PX)
  // Once somebody chose widths, they hold: what is left over goes to an empty column.
  const isSized = Object.keys(look.widths).length > 0
  const { first, end } = usePrinting() ? { first: 0, end: ids.length } : virtual
  return (
    <ScrollPane ref={pane} aria-label="Stored logins" className="flex-1">
      <table
        aria-rowcount={ids.length + 1}
        className="w-full table-fixed tabular-nums"
        style={{ minWidth: total }}
      >
        <colgroup>
          <col style={{ width: SELECT_PX }} />
          {shown.map(({ id, width }) => (
            <col key={id} style={{ width }} />
          ))}
          {isSized ? <col /> : null}
        </colgroup>
        <LoginsHead {...props} ids={ids} columns={{ order, shown }} isSized={isSized} />
        <tbody>
          <Space height={first * rowHeight} />
          <Rows
            {...props}
            rows={logins.slice(first, end)}
            firstIndex={first + 2}
            columns={shown}
            rowHeight={rowHeight}
            isSized={isSized}
            onToggle={toggle}
          />
          <Space height={(ids.length - end) * rowHeight} />
        </tbody>
      </table>
      <BriefWords words={said} />
    </ScrollPane>
  )
}

type ScrollTo = ReturnType<typeof useRowWindow>['scrollToIndex']

/** Scrolls each page of the table to a row at first, where it has it. */
function useStartAt(
  { page, startsAt }: Pick<Props, 'page' | 'startsAt'>,
  ids: readonly string[],
  scrollTo: ScrollTo,
) {
  const scrollToStart = useEffectEvent(() => {
    const at = startsAt === null ? -1 : ids.indexOf(startsAt)
    if (at >= 0) scrollTo(at, { align: 'center' })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has its start
  useEffect(() => scrollToStart(), [page])
}

type RowsProps = Pick<
  Props,
  'query' | 'inspected' | 'isLive' | 'onInspect' | 'selection' | 'deviceUsers'
> & {
  rows: LoginRow[]
  /** The place of the first among all rows, the head counted. */
  firstIndex: number
  columns: ReturnType<typeof tableColumns>['shown']
  rowHeight: number
  isSized: boolean
  onToggle: (id: string, withRange: boolean) => void
}

function Rows({ rows, query, columns, selection, onInspect, onToggle, ...props }: RowsProps) {
  return rows.map((login, at) => (
    <TableRow
      // Moving rows in the layout would shift all below with each login.
      key={props.isLive ? props.firstIndex + at : login.id}
      id={login.id}
      isSelected={login.id === props.inspected}
      style={{ height: props.rowHeight }}
      aria-rowindex={props.firstIndex + at}
      onClick={() => onInspect(login.id)}
      className={selection[login.id] ? 'bg-selected' : undefined}
    >
      <Td className="pr-0">
        <SelectBox
          label="Select this row"
          checked={selection[login.id] === true}
          tabbable={false}
          onClick={(event: MouseEvent) => onToggle(login.id, event.shiftKey)}
        />
      </Td>
      {columns.map(({ id, width }) =>
        isExtraColumn(id) ? (
          <DeviceUsersCell key={id} login={login} deviceUsers={props.deviceUsers ?? null} />
        ) : (
          <LoginCell key={id} login={login} field={loginField(id)} width={width} query={query} />
        ),
      )}
      {props.isSized ? <td aria-hidden /> : null}
    </TableRow>
  ))
}

/** The room of the rows that are out of sight. */
function Space({ height }: { height: number }) {
  if (height === 0) return null
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  )
}
