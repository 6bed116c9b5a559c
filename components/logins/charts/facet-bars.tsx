'use client'

import { cn } from '@/components/ui/cn'
import type { FacetCount } from '@/lib/db/logins/count-facets'
import { formatCompact, formatNumber } from '@/lib/format/format'

type Props = {
  title: string
  counts: FacetCount[]
  chosen: (string | null)[] | undefined
  /** What was counted, where that is not just the filter's logins: `newest 2,500`, `whole hours`. */
  basis: string | null
  onToggle: (value: string | null) => void
  className?: string | undefined
}

const SHOWN = 4

/** The most common values, each with a bar; a click filters by one, another takes it off. */
export function FacetBars({ title, counts, chosen = [], basis, onToggle, className }: Props) {
  // What is chosen is shown, however rare.
  const on = counts.filter(({ value }) => chosen.includes(value))
  const shown = [...new Set([...on, ...counts])].slice(0, SHOWN)
  const most = Math.max(1, ...shown.map(({ logins }) => logins))
  const rest = counts.length - shown.length
  return (
    <div className={cn('w-44 shrink-0', className)}>
      <p className="flex justify-between text-muted text-xs">
        <span>{title}</span>
        <span>
          {basis === null ? null : `${basis} `}
          {rest > 0 ? `+${rest}` : null}
        </span>
      </p>
      <ul className="mt-0.5">
        {shown.map(({ value, logins }) => {
          const isOn = chosen.includes(value)
          return (
            <li key={value === null ? 'none' : `=${value}`}>
              <button
                type="button"
                aria-pressed={isOn}
                onClick={() => onToggle(value)}
                title={`${value ?? 'none'}: ${formatNumber(logins)} logins`}
                className={cn(
                  'relative flex h-4.5 w-full items-center justify-between gap-2 rounded-sm px-1 text-xs hover:bg-hover',
                  isOn && 'font-medium text-accent',
                )}
              >
                <span
                  aria-hidden
                  style={{ width: `${(logins / most) * 100}%` }}
                  className={cn(
                    'absolute inset-y-px left-0 rounded-sm forced-colors:border',
                    isOn || chosen.length === 0 ? 'bg-accent-fill' : 'bg-track opacity-60',
                  )}
                />
                <span className={cn('relative truncate', value === null && 'text-muted')}>
                  {value ?? 'none'}
                </span>
                <span className="relative text-muted tabular-nums">{formatCompact(logins)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
