'use client'

import { Rows3 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { FILTER_FIELDS } from '@/components/logins/filters/filter-fields'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { inSentence } from '@/lib/model/login-field'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

const GroupPane = lazy(async () => ({
  default: (await import('@/components/logins/groups/group-pane')).GroupPane,
}))

/** What logins can be grouped by. */
const FIELDS = FILTER_FIELDS.filter(({ kind }) => kind !== 'time')

type Props = { query: LoginsQuery; nowMs: number }

/** Groups the logins of the present filters by a field: its most common values, each a filter. */
export function GroupMenu({ query, nowMs }: Props) {
  const [open, setOpen] = useState(false)
  const [by, setBy] = useState<ValueKey>('user_id')
  useCommands(
    useMemo(
      () =>
        FIELDS.map(({ key, label, icon }) => ({
          id: `group-${key}`,
          group: 'Group',
          label: `Group by ${inSentence(label)}`,
          words: 'top most common count',
          icon,
          run: () => {
            setBy(key as ValueKey)
            setOpen(true)
          },
        })),
      [],
    ),
  )
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost">
          <Rows3 /> <span className="max-lg:sr-only">Group by</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        className="w-96 max-w-[calc(100vw-16px)] p-0"
        aria-label="Logins by group"
      >
        <Suspense fallback={<div className="h-96" />}>
          <GroupPane query={query} nowMs={nowMs} by={by} onBy={setBy} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}

type AllValuesProps = Props & { by: ValueKey; words: string; means: string }

/** Opens all values of a field, from the number of those that are not shown. */
export function AllValues({ by, words, means, ...props }: AllValuesProps) {
  const [key, setKey] = useState(by)
  return (
    <Popover>
      <PopoverTrigger
        title={means}
        className="rounded-sm underline decoration-dotted underline-offset-2 hover:text-ink"
      >
        {words}
      </PopoverTrigger>
      <PopoverContent
        align="end"
        className="w-96 max-w-[calc(100vw-16px)] p-0"
        aria-label="Logins by group"
      >
        <Suspense fallback={<div className="h-96" />}>
          <GroupPane {...props} by={key} onBy={setKey} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}
