'use client'

import { EyeOff } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type Props = {
  /** What is shown, such as `3 originals`. */
  what: string
  secondsLeft: number
  /** For how long it is shown in all. */
  shownSeconds: number
  onHide: () => void
}

/** How long what is shown stays, and the way to hide it now. */
export function Countdown({ what, secondsLeft, shownSeconds, onHide }: Props) {
  const last = secondsLeft <= 10
  return (
    <div className="relative flex h-12 shrink-0 items-center gap-3 bg-warn-soft px-4">
      <p role="timer" className="min-w-0 truncate text-ink">
        <span className="font-medium">{what} shown.</span> Hides in{' '}
        <span className={cn('font-semibold tabular-nums', last ? 'text-danger' : 'text-warn')}>
          {secondsLeft} s
        </span>
        , or when you leave this tab.
      </p>
      {/* What was pressed to reveal is done, and this is what comes next. */}
      <Button autoFocus size="sm" className="ml-auto" onClick={onHide}>
        <EyeOff /> Hide now
      </Button>
      <div aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-track">
        <div
          className={cn(
            'h-full origin-left transition-transform duration-200 ease-linear',
            last ? 'bg-danger' : 'bg-warn',
          )}
          style={{ transform: `scaleX(${secondsLeft / shownSeconds})` }}
        />
      </div>
    </div>
  )
}
