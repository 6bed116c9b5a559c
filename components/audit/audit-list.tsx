'use client'

import type { ReactNode } from 'react'
import type { RejectedPlaces } from '@/components/audit/about-links'
import { AuditInspector } from '@/components/audit/audit-inspector'
import { AuditTable } from '@/components/audit/audit-table'
import { InspectedList, type LinkedTo } from '@/components/table/inspected-list'
import { auditHref } from '@/lib/model/query/audit-query'
import type { RecordedAction } from '@/lib/model/reveal/recorded-action'

type Props = {
  actions: RecordedAction[]
  rejectedPlaces: RejectedPlaces
  /** The action of the row that the link names. */
  linked: LinkedTo<RecordedAction> | undefined
  filters: ReactNode
  /** Why there are no rows. */
  empty: ReactNode
  pager: ReactNode
}

/** A page of the reveal log, an action each, and the one that is inspected. */
export function AuditList({ actions, rejectedPlaces, linked, filters, empty, pager }: Props) {
  // A link may name any of its rows.
  const placeOf = ({ id, rows }: RecordedAction) =>
    linked !== undefined && rows.some((row) => row.id === linked.place) ? linked.place : id
  return (
    <InspectedList
      label="Audit log"
      rows={actions}
      placeOf={placeOf}
      linked={linked}
      hrefOf={(place) => auditHref({}, { row: place })}
      empty={empty}
      head={filters}
      foot={pager}
      table={(selected, select) => (
        <AuditTable
          actions={actions}
          rejectedPlaces={rejectedPlaces}
          selected={selected}
          onSelect={select}
        />
      )}
      inspector={(action, close) => (
        <AuditInspector action={action} rejectedPlaces={rejectedPlaces} onClose={close} />
      )}
    />
  )
}
