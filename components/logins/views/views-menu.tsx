'use client'

import { Bookmark, Star, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { SaveView } from '@/components/logins/views/save-view'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { SavedView } from '@/lib/db/views/saved-views'
import type { ActionResult, Done } from '@/lib/model/action-result'
import { ALL_LOGINS } from '@/lib/model/query/all-logins'
import { type LoginsQuery, parseLoginsQuery, viewOf } from '@/lib/model/query/logins-query'

type Result = ActionResult<
  Done | { kind: 'not-found' | 'name-taken' | 'too-many'; problem: string }
>

/** Server actions of the views. */
type ViewActions = {
  save: (view: { name: string; query: string; shared: boolean }) => Promise<Result>
  share: (input: { id: number; shared: boolean }) => Promise<Result>
  remove: (id: number) => Promise<Result>
  makeDefault: (id: number | null) => Promise<Result>
}

type Props = {
  query: LoginsQuery
  /** Null where they could not be read. */
  views: SavedView[] | null
  actions: ViewActions
}

/** The views that were saved, by oneself and the team, and the way to save this one. */
export function ViewsMenu({ query, views, actions }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const search = viewOf(query)
  const current = views?.find((view) => isOf(view, search))
  const act = (action: () => Promise<Result>) =>
    start(async () => {
      const result = await callAction(action)
      setProblem(result.kind === 'done' ? null : result.problem)
      if (result.kind === 'done') router.refresh()
    })
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={current ? `Views: ${current.name}` : 'Views'}>
          <Bookmark />
          <span className="max-w-36 truncate">{current?.name ?? 'Views'}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-84 p-0" aria-label="Saved views">
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
                  onClick={() => setOpen(false)}
                  className="flex min-h-8 min-w-0 flex-1 flex-col justify-center rounded-md px-2 py-1"
                >
                  <span className="truncate">{view.name}</span>
                  {view.isMine ? null : (
                    <span className="truncate text-muted text-xs">by {view.ownerEmail}</span>
                  )}
                </Link>
                <Tooltip label={view.isDefault ? 'Opens by itself; stop that' : 'Open by itself'}>
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
      </PopoverContent>
    </Popover>
  )
}

/** Whether a view asks for what a search does; it may have been saved under names of earlier versions. */
function isOf(view: SavedView, search: string): boolean {
  return viewOf(parseLoginsQuery(new URLSearchParams(view.query)).query) === search
}
