'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { SaveView } from '@/components/logins/views/save-view'
import type { ViewActions, ViewResult } from '@/components/logins/views/view-actions'
import { ViewRow } from '@/components/logins/views/view-row'
import { callAction } from '@/components/ui/ask/call-action'
import type { SavedView } from '@/lib/db/views/saved-views'

type Props = {
  /** What is shown, as a view keeps it; and the view that does so. */
  search: string
  current: SavedView | undefined
  /** Null where they could not be read. */
  views: SavedView[] | null
  actions: ViewActions
  onClose: () => void
}

/** The views, each with what can be done with it, and the way to save another. */
export function SavedViews({ search, current, views, actions, onClose }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const act = (action: () => Promise<ViewResult>) =>
    start(async () => {
      const result = await callAction(action)
      setProblem(result.kind === 'done' ? null : result.problem)
      if (result.kind === 'done') router.refresh()
    })
  return (
    <>
      {views === null ? (
        <p className="p-3 text-danger">The saved views could not be read.</p>
      ) : views.length === 0 ? (
        <p className="p-3 text-muted">No view is saved yet. A view is a filter with a name.</p>
      ) : (
        <ul aria-busy={pending} className="max-h-80 overflow-y-auto p-1">
          {views.map((view) => (
            <ViewRow
              key={view.id}
              view={view}
              isCurrent={view === current}
              pending={pending}
              actions={actions}
              act={act}
              onClose={onClose}
            />
          ))}
        </ul>
      )}
      <p role="alert" className="px-3 pb-2 text-danger empty:hidden">
        {problem}
      </p>
      <SaveView
        pending={pending}
        onSave={(name, shared) => act(() => actions.save({ name, shared, query: search }))}
      />
    </>
  )
}
