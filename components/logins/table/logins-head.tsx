'use client'

import { ColumnHead } from '@/components/logins/table/column-head'
import { SelectBox } from '@/components/logins/table/select-box'
import { allToggled, howMany, type Selection } from '@/components/logins/table/selection'
import type { tableColumns } from '@/components/logins/table/table-columns'
import type { TableSettings } from '@/components/logins/table/table-settings'
import { TableHead, Th } from '@/components/table/table'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

type Props = {
  ids: string[]
  columns: ReturnType<typeof tableColumns>
  /** Whether an empty column takes what is left over. */
  isSized: boolean
  query: LoginsQuery
  look: TableSettings
  onLook: (look: TableSettings) => void
  selection: Selection
  onSelection: (next: Selection) => void
}

/** The head of the table: a box for all rows, and each column's heading. */
export function LoginsHead({ ids, columns, isSized, selection, onSelection, ...props }: Props) {
  const { query, look, onLook } = props
  const count = howMany(selection, ids)
  return (
    <TableHead aria-rowindex={1}>
      <Th className="pr-0">
        <SelectBox
          label="Select all rows of this page"
          checked={count === 'some' ? 'some' : count === 'all'}
          onClick={() => onSelection(allToggled(selection, ids))}
        />
      </Th>
      {columns.shown.map(({ id, width }) => (
        <ColumnHead
          key={id}
          id={id}
          size={width}
          query={query}
          look={look}
          onLook={onLook}
          order={columns.order}
        />
      ))}
      {isSized ? <Th aria-hidden /> : null}
    </TableHead>
  )
}
