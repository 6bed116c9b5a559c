'use client'

import { Star, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { SaveView } from '@/components/logins/views/save-view'
import type { ViewActions, ViewResult } from '@/components/logins/views/view-actions'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { SavedView } from '@/lib/db/views/saved-views'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'

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
            <li
              key={view.id}
              className={cn(
                'flex items-center gap-0.5 rounded-md pr-1 hover:bg-hover',
                view === current && 'bg-selected',
              )}
            >
              <Link
                href={`/logins?${view.query || ALL_LOGINS}`}
                prefetch={false}
                onClick={onClose}
                className="flex min-h-8 min-w-0 flex-1 flex-col justify-center rounded-md px-2 py-1"
              >
                <span className="truncate">{view.name}</span>
                {view.isMine ? null : (
                  <span className="truncate text-muted text-xs">by {view.ownerEmail}</span>
                )}
              </Link>
              <Tooltip label={view.isDefault ? 'Opens by default; stop that' : 'Open by default'}>
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`${view.name} opens by itself`}
                  aria-pressed={view.isDefault}
                  disabled={pending}
                  onClick={() => act(() => actions.makeDefault(view.isDefault ? null : view.id))}
                >
                  <Star className={cn(view.isDefault && 'fill-accent text-accent')} />
                </Button>
              </Tooltip>
              {view.isMine ? (
                <>
                  <Tooltip label={view.shared ? 'The team sees it; stop that' : 'Share it'}>
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Share ${view.name} with the team`}
                      aria-pressed={view.shared}
                      disabled={pending}
                      onClick={() =>
                        act(() => actions.share({ id: view.id, shared: !view.shared }))
                      }
                    >
                      <Users className={cn(view.shared && 'text-accent')} />
                    </Button>
                  </Tooltip>
                  <Tooltip label="Delete">
                    <Button
                      variant="ghost"
                      size="icon-sm"
                      aria-label={`Delete ${view.name}`}
                      disabled={pending}
                      onClick={() => act(() => actions.remove(view.id))}
                    >
                      <Trash2 />
                    </Button>
                  </Tooltip>
                </>
              ) : null}
            </li>
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
