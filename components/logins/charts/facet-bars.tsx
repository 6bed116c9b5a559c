'use client'

import { cn } from '@/components/ui/cn'
import type { Facet } from '@/lib/db/logins/count-facets'
import { formatCount, formatNumber } from '@/lib/format/format'

/** What was counted, in a word, and what that means. */
export type Basis = { word: string; means: string }

type Props = {
  title: string
  facet: Facet
  chosen: (string | null)[] | undefined
  /** Where not all of the filter's logins were counted. */
  basis: Basis | null
  onToggle: (value: string | null) => void
  className?: string | undefined
}

const SHOWN = 4

/** The most common values, each with a bar; a click filters by one, another takes it off. */
export function FacetBars({ title, facet, chosen = [], basis, onToggle, className }: Props) {
  const { counts, others } = facet
  // What is chosen is shown, however rare.
  const on = counts.filter(({ value }) => chosen.includes(value))
  const shown = [...new Set([...on, ...counts])].slice(0, SHOWN)
  const most = Math.max(1, ...shown.map(({ logins }) => logins))
  const hidden = counts.filter((each) => !shown.includes(each))
  const rest = hidden.length + others.values
  const restLogins = hidden.reduce((sum, { logins }) => sum + logins, others.logins)
  return (
    <div className={cn('w-44 shrink-0', className)}>
      <p className="flex justify-between gap-2 whitespace-nowrap text-muted text-xs tabular-nums">
        <span className="truncate">
          {title}
          {basis === null ? null : <span title={basis.means}> · {basis.word}</span>}
        </span>
        {rest > 0 ? (
          <span title={`${formatCount(rest, 'other value')}: ${formatCount(restLogins, 'login')}`}>
            {formatNumber(rest)} more
          </span>
        ) : null}
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
                <span className="relative text-muted tabular-nums">{formatNumber(logins)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
