'use client'

import { lazy, type ReactNode, Suspense } from 'react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedTable } from '@/components/rejected/rejected-table'
import { InspectedList, type LinkedTo } from '@/components/table/inspected-list'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import type { RejectedRow } from '@/lib/model/login'
import { type RejectedQuery, rejectedQuery } from '@/lib/model/query/rejected-query'
import { rowPlace } from '@/lib/model/query/row-place'

const load = () => import('@/components/rejected/rejected-inspector')
const RejectedInspector = lazy(async () => ({ default: (await load()).RejectedInspector }))

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
  useIdleLoad(load)
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
        <Suspense fallback={<div className="w-85 shrink-0 border-line border-l bg-inset" />}>
          <RejectedInspector query={query} message={message} actions={actions} onClose={close} />
        </Suspense>
      )}
    />
  )
}
