'use client'

import type { ReactNode } from 'react'
import { AuditInspector } from '@/components/audit/audit-inspector'
import { AuditTable } from '@/components/audit/audit-table'
import { InspectedList, type LinkedTo } from '@/components/table/inspected-list'
import { auditHref } from '@/lib/model/query/audit-query'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'

type Props = {
  rows: CountedRow[]
  /** The row that the link names. */
  linked: LinkedTo<CountedRow> | undefined
  filters: ReactNode
  /** Why there are no rows. */
  empty: ReactNode
  pager: ReactNode
}

/** A page of the reveal log, and the row that is inspected. */
export function AuditList({ rows, linked, filters, empty, pager }: Props) {
  return (
    <InspectedList
      label="Audit log"
      rows={rows}
      placeOf={(row) => row.id}
      linked={linked}
      hrefOf={(place) => auditHref({}, { row: place })}
      empty={empty}
      head={filters}
      foot={pager}
      table={(selected, select) => <AuditTable rows={rows} selected={selected} onSelect={select} />}
      inspector={(row, close) => <AuditInspector row={row} onClose={close} />}
    />
  )
}
