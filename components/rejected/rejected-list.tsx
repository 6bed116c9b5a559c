'use client'

import type { ReactNode } from 'react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import { RejectedInspector } from '@/components/rejected/rejected-inspector'
import { RejectedTable } from '@/components/rejected/rejected-table'
import { InspectedList } from '@/components/table/inspected-list'
import type { RejectedRow } from '@/lib/model/login'

type Props = {
  messages: RejectedRow[]
  /** Null for those who may only look. */
  actions: RejectedActions | null
  pager: ReactNode
}

/** A page of rejected messages, and the one that is inspected. */
export function RejectedList({ messages, actions, pager }: Props) {
  return (
    <InspectedList
      label="Rejected messages"
      rows={messages}
      foot={pager}
      table={(selected, select) => (
        <RejectedTable messages={messages} selected={selected} onSelect={select} />
      )}
      inspector={(message, close) => (
        <RejectedInspector message={message} actions={actions} onClose={close} />
      )}
    />
  )
}
