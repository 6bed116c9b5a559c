'use client'

import { useRouter } from 'next/navigation'
import { valueHref } from '@/components/shared-values/shared-href'
import { SharedTable } from '@/components/shared-values/shared-table'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { ListPane } from '@/components/table/list-pane'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind, SharedRow } from '@/lib/model/shared-values'

type Props = { kind: SharedKind; query: SharedQuery; rows: SharedRow[] }

/** A page of shared devices or IPs; Enter opens the one in focus. */
export function SharedRows({ kind, query, rows }: Props) {
  const router = useRouter()
  const open = (token: string) => {
    if (token !== HIDDEN_ORIGINAL) router.push(valueHref(kind, token))
  }
  return (
    <ListPane
      key={`${rows[0]?.token}-${rows.at(-1)?.token}`}
      label={`Shared ${SHARED_WORDS[kind].many}`}
      onOpen={open}
    >
      <SharedTable kind={kind} rows={rows} query={query} onOpen={open} />
    </ListPane>
  )
}
