import {
  type ColumnId,
  EXTRA_COLUMNS,
  isExtraColumn,
  LOGIN_COLUMN_IDS,
} from '@/components/logins/table/column-ids'
import type { TableSettings } from '@/components/logins/table/table-settings'
import { loginField } from '@/lib/model/login-field-list'

type Columns = {
  /** All columns, hidden ones included. */
  order: string[]
  shown: { id: ColumnId; width: number }[]
}

/** The columns of the table as they were arranged; those not named come last. */
export function tableColumns({ order, hidden, widths }: TableSettings): Columns {
  const all = [...order, ...LOGIN_COLUMN_IDS.filter((id) => !order.includes(id))]
  const ids = all.filter((id) => !hidden.includes(id)) as ColumnId[]
  const widthOf = (id: ColumnId) =>
    widths[id] ?? (isExtraColumn(id) ? EXTRA_COLUMNS[id].width : (loginField(id).table?.width ?? 0))
  return { order: all, shown: ids.map((id) => ({ id, width: widthOf(id) })) }
}
