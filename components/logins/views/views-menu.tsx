'use client'

import { Bookmark } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ViewActions } from '@/components/logins/views/view-actions'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import type { SavedView } from '@/lib/db/views/saved-views'
import { type LoginsQuery, parseLoginsQuery, viewOf } from '@/lib/model/query/logins-query'

const load = () => import('@/components/logins/views/saved-views')
const SavedViews = lazy(async () => ({ default: (await load()).SavedViews }))

type Props = {
  query: LoginsQuery
  /** Null where they could not be read. */
  views: SavedView[] | null
  actions: ViewActions
}

/** The views that were saved, by oneself and the team, and the way to save this one. */
export function ViewsMenu({ query, views, actions }: Props) {
  const [open, setOpen] = useState(false)
  useIdleLoad(load)
  useCommands(
    useMemo(() => {
      const words = 'save filter named default'
      const run = () => setOpen(true)
      return [{ id: 'views', group: 'Page', label: 'Saved views', words, icon: Bookmark, run }]
    }, []),
  )
  const search = viewOf(query)
  const current = views?.find((view) => isOf(view, search))
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={current ? `Views: ${current.name}` : 'Views'}>
          <Bookmark />
          <span className="max-w-36 truncate max-sm:sr-only">{current?.name ?? 'Views'}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-84 p-0" aria-label="Saved views">
        <Suspense fallback={<div className="h-40" />}>
          <SavedViews
            search={search}
            current={current}
            views={views}
            actions={actions}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}

/** Whether a view asks for what a search does; it may have been saved under names of earlier versions. */
function isOf(view: SavedView, search: string): boolean {
  return viewOf(parseLoginsQuery(new URLSearchParams(view.query)).query) === search
}
