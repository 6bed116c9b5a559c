'use client'

import { SharedTable } from '@/components/shared-values/shared-table'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

/** The head of the list of shared devices, or IPs, without a row. */
export function EmptySharedTable({ kind, query }: { kind: SharedKind; query: SharedQuery }) {
  return (
    <SharedTable
      kind={kind}
      rows={[]}
      query={query}
      onOpen={nothing}
      selecting={NOTHING_SELECTED}
    />
  )
}

const nothing = () => undefined
const NOTHING_SELECTED = { ids: [], selection: {}, toggle: nothing, toggleAll: nothing }
