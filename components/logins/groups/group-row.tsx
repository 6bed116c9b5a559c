'use client'

import { CircleMinus, CirclePlus } from 'lucide-react'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import { loginField } from '@/lib/model/login-field-list'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { shortToken } from '@/lib/model/token'

type Props = {
  value: string | null
  logins: number
  by: ValueKey
  /** Of the most common one. */
  share: number
  isOn: boolean
  isOut: boolean
  onToggle: () => void
  onLeaveOut: () => void
}

/** A value with its logins; a click filters by it or no longer. */
export function GroupRow({ value, logins, by, share, isOn, isOut, onToggle, onLeaveOut }: Props) {
  const isHidden = value === HIDDEN_ORIGINAL
  const name = value ?? 'none'
  return (
    <tr className="h-7 border-line border-b">
      <th scope="row" className="relative w-full max-w-0 p-0 text-left font-normal">
        <span
          aria-hidden
          style={{ width: isOut ? 0 : `${share * 100}%` }}
          className={cn(
            'absolute inset-y-0.5 left-0 rounded-sm',
            isOn ? 'bg-accent-fill' : 'bg-track',
          )}
        />
        {isHidden ? (
          <span className="relative px-3">
            <HiddenValue />
          </span>
        ) : (
          <button
            type="button"
            aria-pressed={isOn}
            onClick={onToggle}
            title={name}
            className={cn(
              'focus-inset relative flex h-7 w-full items-center gap-2 px-3 hover:underline',
              isOut && 'text-muted line-through',
              isOn && 'font-medium text-accent',
            )}
          >
            <GroupValue value={value} by={by} />
          </button>
        )}
      </th>
      <td className="whitespace-nowrap px-2 text-right">{formatNumber(logins)}</td>
      <td className="pr-2">
        {isHidden ? null : (
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={isOut ? `Include ${name} again` : `Leave out ${name}`}
            title={isOut ? 'Include it again' : 'Leave it out'}
            onClick={isOut ? onToggle : onLeaveOut}
          >
            {isOut ? <CirclePlus /> : <CircleMinus />}
          </Button>
        )}
      </td>
    </tr>
  )
}

function GroupValue({ value, by }: { value: string | null; by: ValueKey }) {
  if (value === null) return <span className="text-muted">none</span>
  const { show } = loginField(by)
  if (show === 'token') {
    return (
      <>
        <Swatch token={value} />
        <span className="truncate font-mono text-sm">{shortToken(value)}…</span>
      </>
    )
  }
  return <span className={cn('truncate', show === 'id' && 'font-mono text-sm')}>{value}</span>
}
