'use client'

import type { ReactNode } from 'react'
import { AuditInspector } from '@/components/audit/audit-inspector'
import { AuditTable } from '@/components/audit/audit-table'
import { InspectedList } from '@/components/table/inspected-list'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'

type Props = {
  rows: CountedRow[]
  filters: ReactNode
  /** Why there are no rows. */
  empty: ReactNode
  pager: ReactNode
}

/** A page of the reveal log, and the row that is inspected. */
export function AuditList({ rows, filters, empty, pager }: Props) {
  return (
    <InspectedList
      label="Audit log"
      rows={rows}
      empty={empty}
      head={filters}
      foot={pager}
      table={(selected, select) => <AuditTable rows={rows} selected={selected} onSelect={select} />}
      inspector={(row, close) => <AuditInspector row={row} onClose={close} />}
    />
  )
}
