'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ChipValue } from '@/components/logins/filters/chip-value'
import { type FilterField, without } from '@/components/logins/filters/filter-fields'
import { excluded, included, turnedRound } from '@/components/logins/filters/narrow'
import { narrowed } from '@/components/logins/logins-href'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { inSentence } from '@/lib/model/login-field'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

type Props = {
  field: FilterField
  query: LoginsQuery
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What sets it. */
  children: ReactNode
}

/** A filter that is on: its value changes it, its `is` or `is not` turns it round, its cross takes it off. */
export function FilterChip({ field, query, open, onOpenChange, children }: Props) {
  const name = inSentence(field.label)
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <span className="inline-flex h-7 max-w-full items-center rounded-md bg-accent-soft text-accent forced-colors:border">
        {field.kind === 'time' ? null : <Way field={field} query={query} />}
        <PopoverTrigger
          aria-label={`Change the filter ${name}`}
          className="flex h-7 min-w-0 items-center gap-1.5 rounded-md pl-1.5 first:pl-2.5"
        >
          {field.kind === 'time' ? <span className="shrink-0">{name}</span> : null}
          <span className="flex min-w-0 items-center gap-1.5 truncate font-medium">
            <ChipValue field={field} query={query} />
          </span>
        </PopoverTrigger>
        <Link
          href={narrowed(query, without(field))}
          prefetch={false}
          aria-label={`Remove the filter ${name}`}
          className="mx-1 flex size-5 shrink-0 items-center justify-center rounded-sm hover:bg-accent-fill"
        >
          <X className="size-3" aria-hidden />
        </Link>
      </span>
      <PopoverContent className="w-80 p-0" aria-label={`Filter by ${name}`}>
        {children}
      </PopoverContent>
    </Popover>
  )
}

/** The name of the filter and whether it asks for its values or leaves them out; a click turns that round. */
function Way({ field, query }: { field: FilterField; query: LoginsQuery }) {
  const key = field.key as ValueKey
  const name = inSentence(field.label)
  const isOut = included(query, key).length === 0 && excluded(query, key).length > 0
  // What a risk is judged by is no value that could be left out.
  const change = field.kind === 'risk' ? null : turnedRound(query, key)
  if (change === null) return <span className="shrink-0 pl-2.5">{name}</span>
  const instead = isOut ? 'Show only these instead' : 'Leave these out instead'
  return (
    <span className="flex shrink-0 items-center gap-1 pl-2.5">
      {name}
      <Link
        href={narrowed(query, change)}
        prefetch={false}
        title={instead}
        aria-label={`${name} ${isOut ? 'is not' : 'is'}. ${instead}`}
        className="flex h-5 items-center rounded-sm px-1 underline decoration-dotted underline-offset-4 hover:bg-accent-fill"
      >
        {isOut ? 'is not' : 'is'}
      </Link>
    </span>
  )
}
