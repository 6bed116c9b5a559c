'use client'

import type { ReactNode } from 'react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedInspector } from '@/components/rejected/rejected-inspector'
import { RejectedTable } from '@/components/rejected/rejected-table'
import { InspectedList, type LinkedTo } from '@/components/table/inspected-list'
import type { RejectedRow } from '@/lib/model/login'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'
import { rowPlace } from '@/lib/model/query/row-place'

type Props = {
  query: RejectedQuery
  messages: RejectedRow[]
  /** The message that the link names. */
  linked: LinkedTo<RejectedRow> | undefined
  /** Null for those who may only look. */
  actions: RejectedActions | null
  pager: ReactNode
}

/** A page of rejected messages, and the one that is inspected. */
export function RejectedList({ query, messages, linked, actions, pager }: Props) {
  return (
    <InspectedList
      label="Rejected messages"
      rows={messages}
      placeOf={(message) => rowPlace(message.rejectedAt, message.id)}
      linked={linked}
      hrefOf={(row) => rejectedQuery.href('/rejected', { row })}
      foot={pager}
      table={(selected, select) => (
        <RejectedTable messages={messages} selected={selected} onSelect={select} />
      )}
      inspector={(message, close) => (
        <RejectedInspector query={query} message={message} actions={actions} onClose={close} />
      )}
    />
  )
}
