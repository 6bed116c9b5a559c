'use client'

import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CopyButton } from '@/components/ui/copy-button'

type Props = {
  /** What did not work, such as `The logins could not be read.` */
  title: ReactNode
  /** The cause in words. */
  cause?: ReactNode | undefined
  /** Tries again; without it no button is shown. */
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  /** What the button says; `Try again` where nothing else is given. */
  retryWord?: string | undefined
  /** In how many seconds it is tried again by itself. */
  retryIn?: number | undefined
  /** Codes and ids for whoever is asked for help; never personal data. */
  detail?: string | undefined
  className?: string | undefined
}

/** A failure, shown as one: what, why, a retry, and a detail to copy. Never shown as emptiness. */
export function FailureState({
  title,
  cause,
  onRetry,
  retrying,
  retryWord = 'Try again',
  retryIn,
  detail,
  className,
}: Props) {
  return (
    <div
      role="alert"
      className={cn(
        'flex h-full flex-col items-center justify-center px-6 py-10 text-center',
        className,
      )}
    >
      <span className="mb-3 flex size-9 items-center justify-center rounded-lg bg-danger-soft text-danger">
        <TriangleAlert className="size-4" aria-hidden />
      </span>
      <p className="font-semibold">{title}</p>
      {cause ? <p className="mt-1 max-w-96 text-balance text-muted">{cause}</p> : null}
      {detail ? (
        <p className="mt-3 flex max-w-full items-center gap-1 rounded-md border border-line bg-inset py-0.5 pr-1 pl-2.5">
          <code className="truncate font-mono text-muted text-sm">{detail}</code>
          <CopyButton text={detail} label="Copy the detail" />
        </p>
      ) : null}
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry} pending={retrying}>
          <RotateCw /> {retryWord}
          {retryIn === undefined ? null : (
            <span aria-hidden className="font-normal text-muted tabular-nums">
              in {retryIn} s
            </span>
          )}
        </Button>
      ) : null}
    </div>
  )
}
