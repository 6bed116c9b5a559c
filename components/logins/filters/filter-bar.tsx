'use client'

import { Plus, ShieldAlert, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { lazy, type ReactNode, Suspense, useMemo, useState, useTransition } from 'react'
import { ChipValue } from '@/components/logins/filters/chip-value'
import {
  FILTER_FIELDS,
  type FilterField,
  isOn,
  without,
} from '@/components/logins/filters/filter-fields'
import { loginsHref, narrowed } from '@/components/logins/logins-href'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Kbd } from '@/components/ui/kbd'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { useIdleLoad } from '@/components/ui/use-idle-load'
import { inSentence } from '@/lib/model/login-field'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

const loadPane = () => import('@/components/logins/filters/filter-pane')
const FilterPane = lazy(async () => ({ default: (await loadPane()).FilterPane }))

const RISKIEST = { sort: 'risk', order: 'desc', risk: ['any'] } satisfies Partial<LoginsQuery>

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

  useCommands(
    useMemo(
      () => [
        ...FILTER_FIELDS.map((field) => ({
          id: `filter-${field.key}`,
          group: 'Filter',
          label: `Filter by ${inSentence(field.label)}`,
          icon: field.icon,
          run: () => {
            setAdding(field)
            setOpen('add')
          },
        })),
        {
          id: 'sort-riskiest',
          group: 'Filter',
          label: 'Show the riskiest logins first',
          icon: ShieldAlert,
          run: () => router.push(narrowed(query, RISKIEST)),
        },
      ],
      [router, query],
    ),
  )

  const apply = (change: Partial<LoginsQuery>) => {
    setOpen(null)
    start(() => router.push(narrowed(query, change)))
  }
  return (
    <section
      aria-label="Filters"
      aria-busy={pending}
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      {shown.map((field) => (
        <Popover
          key={field.key}
          open={open === field}
          onOpenChange={(next) => setOpen(next ? field : null)}
        >
          <span className="inline-flex h-7 max-w-full items-center rounded-md bg-accent-soft text-accent forced-colors:border">
            <PopoverTrigger
              aria-label={`Change the filter ${inSentence(field.label)}`}
              className="flex h-7 min-w-0 items-center gap-1.5 rounded-md pl-2.5"
            >
              <span className="shrink-0">{inSentence(field.label)}</span>
              <span className="flex min-w-0 items-center gap-1.5 truncate font-medium">
                <ChipValue field={field} query={query} />
              </span>
            </PopoverTrigger>
            <Link
              href={narrowed(query, without(field))}
              prefetch={false}
              aria-label={`Remove the filter ${inSentence(field.label)}`}
              className="mx-1 flex size-5 shrink-0 items-center justify-center rounded-sm hover:bg-accent-fill"
            >
              <X className="size-3" aria-hidden />
            </Link>
          </span>
          <PopoverContent className="w-80 p-0" aria-label={`Filter by ${inSentence(field.label)}`}>
            <Suspense fallback={<div className="h-40" />}>
              <FilterPane field={field} query={query} onChoose={setAdding} onApply={apply} />
            </Suspense>
          </PopoverContent>
        </Popover>
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
          <Suspense fallback={<div className="h-40" />}>
            <FilterPane field={adding} query={query} onChoose={setAdding} onApply={apply} />
          </Suspense>
        </PopoverContent>
      </Popover>
      {shown.length > 1 ? (
        <Button size="sm" variant="ghost" asChild>
          <Link
            href={loginsHref({ sort: query.sort, order: query.order })}
            prefetch={false}
            className="text-muted"
          >
            Clear all
          </Link>
        </Button>
      ) : null}
      <div className={cn('ml-auto flex items-center gap-3', pending && 'opacity-60')}>
        {children}
      </div>
    </section>
  )
}
