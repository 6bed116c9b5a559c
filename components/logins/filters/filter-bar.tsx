'use client'

import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useCallback, useState, useTransition } from 'react'
import { FilterChip } from '@/components/logins/filters/filter-chip'
import { FILTER_FIELDS, type FilterField, isOn } from '@/components/logins/filters/filter-fields'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { OPENING } from '@/components/shell/palette/typed-ahead'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Kbd } from '@/components/ui/kbd'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

const loadPane = () => import('@/components/logins/filters/filter-pane')
const FilterPane = lazy(async () => ({ default: (await loadPane()).FilterPane }))
const FilterCommands = lazy(async () => ({
  default: (await import('@/components/logins/filter-commands')).FilterCommands,
}))

type Props = {
  query: LoginsQuery
  /** At the end of the bar: the count, and how the table looks. */
  children: ReactNode
}

/** What the list is narrowed to, a chip each; `/` adds one. */
export function FilterBar({ query, children }: Props) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [open, setOpen] = useState<FilterField | 'add' | null>(null)
  const [adding, setAdding] = useState<FilterField | null>(null)
  useIdleLoad(loadPane)
  const shown = FILTER_FIELDS.filter((field) => isOn(field, query))

  const apply = (change: Partial<LoginsQuery>) => {
    setOpen(null)
    start(() => router.push(narrowed(query, change)))
  }
  const add = useCallback((field: FilterField) => {
    setAdding(field)
    setOpen('add')
  }, [])
  const paneOf = (field: FilterField | null) => (
    <Suspense fallback={<div {...OPENING} className="h-40" />}>
      <FilterPane field={field} query={query} onChoose={setAdding} onApply={apply} />
    </Suspense>
  )
  return (
    <section
      aria-label="Filters"
      aria-busy={pending}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      {shown.map((field) => (
        <FilterChip
          key={field.key}
          field={field}
          query={query}
          open={open === field}
          onOpenChange={(next) => setOpen(next ? field : null)}
        >
          {paneOf(field)}
        </FilterChip>
      ))}
      <Popover
        open={open === 'add'}
        onOpenChange={(next) => {
          setAdding(null)
          setOpen(next ? 'add' : null)
        }}
      >
        <PopoverTrigger asChild>
          <Button size="sm" className="border-dashed" aria-keyshortcuts="/">
            <Plus /> Filter <Kbd keys={['/']} />
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-80 p-0" aria-label="Add a filter">
          {paneOf(adding)}
        </PopoverContent>
      </Popover>
      {shown.length > 1 ? <ClearAll query={query} /> : null}
      <Suspense>
        <FilterCommands query={query} onAdd={add} />
      </Suspense>
      <div className={cn('ml-auto flex items-center gap-3', pending && 'opacity-60')}>
        {children}
      </div>
    </section>
  )
}

/** Takes all filters off, and keeps the order. */
function ClearAll({ query }: { query: LoginsQuery }) {
  return (
    <Button size="sm" variant="ghost" asChild>
      <Link
        href={loginsHref({ sort: query.sort, order: query.order })}
        prefetch={false}
        className="text-muted"
      >
        Clear all
      </Link>
    </Button>
  )
}
