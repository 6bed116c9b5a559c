'use client'

import { LockKeyhole } from 'lucide-react'
import { allowanceWords } from '@/components/reveal/allowance/allowance-words'
import { cn } from '@/components/ui/cn'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { formatCount, formatTime } from '@/lib/format/format'

type Props = {
  allowance: RevealAllowance | null
  /** When it was read, in Unix milliseconds. */
  readAt: number
  /** How many values are asked for. */
  takes: number
  /** Whether passphrases matter to what is asked for. */
  withAttempts?: boolean
}

/** What the limits still allow this person. */
export function AllowanceLine({ allowance, readAt, takes, withAttempts }: Props) {
  const now = useNow()
  const timeZone = useTimeZone()
  if (allowance === null) return null
  const { left, attemptsLeft, lockedSeconds, lockedScope } = allowance
  const lockedUntil = readAt + lockedSeconds * 1_000
  if (lockedSeconds > 0 && now < lockedUntil) {
    return (
      <p className="flex items-start gap-2 text-danger">
        <LockKeyhole aria-hidden className="mt-[3px] size-3.5 shrink-0" />
        <span>
          Locked{lockedScope === 'vault' ? ' for everybody' : ''} until{' '}
          {formatTime(lockedUntil, timeZone, { now })} after too many wrong passphrases.
        </span>
      </p>
    )
  }
  return (
    <p className={cn('text-sm tabular-nums', takes > left ? 'text-danger' : 'text-muted')}>
      {allowanceWords(left, takes)}
      {withAttempts && attemptsLeft < 5 && lockedSeconds === 0
        ? ` ${formatCount(attemptsLeft, 'wrong passphrase')} before a lock.`
        : ''}
    </p>
  )
}
