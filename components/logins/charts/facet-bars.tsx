'use client'

import { CircleMinus, CirclePlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import type { Facet } from '@/lib/db/logins/count-facets'
import { formatCount, formatNumber } from '@/lib/format/format'

/** What was counted, in a word, and what that means. */
export type Basis = { word: string; means: string }

type Props = {
  title: string
  facet: Facet
  chosen: readonly (string | null)[] | undefined
  /** What is left out. */
  left?: readonly (string | null)[] | undefined
  /** Where not all of the filter's logins were counted. */
  basis: Basis | null
  onToggle: (value: string | null) => void
  /** Leaves a value out, or no longer. */
  onLeaveOut?: ((value: string | null) => void) | undefined
  /** Around the number of values that are not shown: what opens them all. */
  openAll?: ((words: string, means: string) => ReactNode) | undefined
  className?: string | undefined
}

const SHOWN = 4

/**
 * The most common values, each with a bar; a click filters by one, another takes it off. What is left
 * out draws no bar, so that it dwarfs no other.
 */
export function FacetBars(props: Props) {
  const { title, facet, chosen = [], left = [], basis, className } = props
  const { shown, rest, restLogins } = shareOut(facet, chosen, left)
  const most = Math.max(1, ...shown.map(({ value, logins }) => (left.includes(value) ? 0 : logins)))
  const words = `${formatNumber(rest)} more`
  const means = `${formatCount(rest, 'other value')}: ${formatCount(restLogins, 'login')}`
  return (
    <div className={cn('shrink-0', basis === null ? 'w-44' : 'w-52', className)}>
      <p className="flex justify-between gap-2 whitespace-nowrap text-muted text-xs tabular-nums">
        <span className="flex min-w-0">
          <span className="truncate" title={title}>
            {title}
          </span>
          {/* The caveat is never what is cut off. */}
          {basis === null ? null : (
            <span className="shrink-0 whitespace-pre" title={basis.means}>
              {` · ${basis.word}`}
            </span>
          )}
        </span>
        {rest > 0 ? (props.openAll?.(words, means) ?? <span title={means}>{words}</span>) : null}
      </p>
      <ul className="mt-0.5">
        {shown.map(({ value, logins }) => (
          <Bar
            key={value === null ? 'none' : `=${value}`}
            {...props}
            value={value}
            logins={logins}
            share={logins / most}
            isOn={chosen.includes(value)}
            isDim={chosen.length > 0 && !chosen.includes(value)}
            isOut={left.includes(value)}
          />
        ))}
      </ul>
    </div>
  )
}

/** What is chosen is shown, however rare, and one of what is left out, so that it can be taken in again. */
function shareOut(
  { counts, others }: Facet,
  chosen: readonly (string | null)[],
  left: readonly (string | null)[],
) {
  const on = counts.filter(({ value }) => chosen.includes(value))
  const out = counts.filter(({ value }) => left.includes(value)).slice(0, 1)
  const taken = counts.filter(({ value }) => !left.includes(value))
  const shown = [...[...new Set([...on, ...taken])].slice(0, SHOWN - out.length), ...out]
  const hidden = counts.filter((each) => !shown.includes(each))
  return {
    shown,
    rest: hidden.length + others.values,
    restLogins: hidden.reduce((sum, { logins }) => sum + logins, others.logins),
  }
}

type BarProps = Pick<Props, 'onToggle' | 'onLeaveOut'> & {
  value: string | null
  logins: number
  share: number
  isOn: boolean
  isDim: boolean
  isOut: boolean
}

function Bar({ value, logins, share, isOn, isDim, isOut, onToggle, onLeaveOut }: BarProps) {
  const name = value ?? 'none'
  return (
    <li className="group flex items-center">
      <button
        type="button"
        aria-pressed={isOn}
        onClick={() => onToggle(value)}
        title={`${name}: ${formatNumber(logins)} logins${isOut ? ', left out' : ''}`}
        className={cn(
          'relative flex h-4.5 min-w-0 flex-1 items-center justify-between gap-2 rounded-sm px-1 text-xs hover:bg-hover',
          isOn && 'font-medium text-accent',
        )}
      >
        {isOut ? null : (
          <span
            aria-hidden
            style={{ width: `${share * 100}%` }}
            className={cn(
              'absolute inset-y-px left-0 rounded-sm forced-colors:border',
              isDim ? 'bg-track opacity-60' : 'bg-accent-fill',
            )}
          />
        )}
        <span
          className={cn(
            'relative truncate',
            value === null && 'text-muted',
            isOut && 'text-muted line-through',
          )}
        >
          {name}
        </span>
        <span className="relative text-muted tabular-nums">{formatNumber(logins)}</span>
      </button>
      {onLeaveOut === undefined ? null : (
        <button
          type="button"
          aria-label={isOut ? `Include ${name} again` : `Leave out ${name}`}
          title={isOut ? `Include ${name} again` : `Leave out ${name}`}
          onClick={() => onLeaveOut(value)}
          className={cn(
            'ml-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3',
            !isOut && 'opacity-0',
          )}
        >
          {isOut ? <CirclePlus aria-hidden /> : <CircleMinus aria-hidden />}
        </button>
      )}
    </li>
  )
}
