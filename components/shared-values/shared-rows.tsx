'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { allToggled, type Selection, toggled } from '@/components/logins/table/selection'
import type { ReviewAction } from '@/components/reviews/review-action'
import { ReviewBar } from '@/components/reviews/review-bar'
import { listedHref } from '@/components/shared-values/shared-href'
import { SharedTable } from '@/components/shared-values/shared-table'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { ListPane } from '@/components/table/list-pane'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedKind, SharedRow } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  query: SharedQuery
  rows: SharedRow[]
  /** The addresses of those who may look after them. */
  assignees: readonly string[]
  /** Null for those who may only look: nothing is selected then. */
  onReview: ReviewAction | null
}

/** A page of shared devices or IPs; Enter opens the one in focus, the space bar selects it. */
export function SharedRows({ kind, query, rows, assignees, onReview }: Props) {
  const router = useRouter()
  const [selection, setSelection] = useState<Selection>({})
  const anchor = useRef<string | null>(null)
  // What is hidden goes by one word, which names none of them.
  const ids = rows.map(({ token }) => token).filter((token) => token !== HIDDEN_ORIGINAL)
  const selected = ids.filter((id) => selection[id])
  const open = (token: string) => {
    if (token !== HIDDEN_ORIGINAL) router.push(listedHref(kind, token, query))
  }
  const toggle = (id: string, withRange: boolean) => {
    if (onReview === null || !ids.includes(id)) return
    setSelection(toggled(selection, ids, { id, anchor: anchor.current, withRange }))
    anchor.current = id
  }
  const selecting =
    onReview === null
      ? null
      : { ids, selection, toggle, toggleAll: () => setSelection(allToggled(selection, ids)) }
  return (
    <>
      <ListPane
        page={`${rows[0]?.token}-${rows.at(-1)?.token}`}
        label={`Shared ${SHARED_WORDS[kind].many}`}
        onOpen={open}
        onToggle={(id) => toggle(id, false)}
      >
        <SharedTable kind={kind} rows={rows} query={query} onOpen={open} selecting={selecting} />
      </ListPane>
      {onReview === null || selected.length === 0 ? null : (
        <ReviewBar
          kind={kind}
          subjects={selected}
          assignees={assignees}
          onReview={onReview}
          onClear={() => setSelection({})}
        />
      )}
    </>
  )
}
