import { useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import { loginsColumns, loginsFeatures } from '@/components/logins/table/logins-columns'
import type { TableSettings } from '@/components/logins/table/table-settings'
import type { LoginRow } from '@/lib/model/login'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

/** The ids of the logins that are selected. */
export type Selection = Record<string, true>

type Props = {
  logins: LoginRow[]
  query: LoginsQuery
  look: TableSettings
  selection: Selection
  onSelection: (next: Selection) => void
}

/** The table of a page of logins, with its columns in the order that was chosen; the server sorts. */
export function useLoginsTable({ logins, query, look, selection, onSelection }: Props) {
  const sorting = useMemo(
    () => [{ id: query.sort, desc: query.order === 'desc' }],
    [query.sort, query.order],
  )
  const order = [...look.order, ...LOGIN_COLUMN_IDS.filter((id) => !look.order.includes(id))]
  const table = useTable({
    features: loginsFeatures,
    columns: loginsColumns,
    data: logins,
    getRowId: (login) => login.id,
    manualSorting: true,
    state: {
      sorting,
      columnOrder: order,
      columnVisibility: Object.fromEntries(look.hidden.map((id) => [id, false])),
      columnSizing: look.widths,
      rowSelection: selection,
    },
    onRowSelectionChange: (change) =>
      onSelection(typeof change === 'function' ? change(selection) : change),
  })
  return { table, order }
}
