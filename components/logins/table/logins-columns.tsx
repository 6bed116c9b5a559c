'use client'

import {
  columnOrderingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import { LoginValue } from '@/components/logins/login-value'
import { headingOf } from '@/components/logins/table/column-ids'
import type { LoginRow } from '@/lib/model/login'
import { TABLE_FIELDS } from '@/lib/model/login-field-list'

/** Sorting is the database's (by keyset); the table only knows the order it is in. */
export const loginsFeatures = tableFeatures({
  rowSortingFeature,
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  rowSelectionFeature,
})

const helper = createColumnHelper<typeof loginsFeatures, LoginRow>()

export const loginsColumns = helper.columns(
  TABLE_FIELDS.map((field) =>
    helper.accessor((login) => login[field.property], {
      id: field.key,
      header: headingOf(field.key),
      size: field.table?.width ?? 0,
      enableSorting: field.sort !== undefined,
      cell: ({ row }) => <LoginValue login={row.original} field={field} />,
    }),
  ),
)
