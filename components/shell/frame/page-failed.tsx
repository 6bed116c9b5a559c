'use client'

import { useEffect } from 'react'
import { describePageFailure } from '@/components/shell/frame/page-failure'
import { reloadOnce } from '@/components/shell/frame/reload'
import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = {
  error: Error & { digest?: string }
  retry: () => void
  className?: string
}

/** Why a page could not be shown, with another try: by itself after a few seconds, and by hand. */
export function PageFailed({ error, retry, className }: Props) {
  const { kind, title, cause, detail } = describePageFailure(error)
  const isUpdated = kind === 'updated'
  const again = useRetry(isUpdated ? reloadOnce : retry)
  // What was typed is kept for the page that comes.
  useEffect(() => {
    if (isUpdated) reloadOnce()
  }, [isUpdated])
  return (
    <FailureState
      {...(className === undefined ? {} : { className })}
      title={title}
      cause={cause}
      detail={detail}
      onRetry={isUpdated ? () => location.reload() : again.retry}
      retryWord={isUpdated ? 'Reload' : undefined}
      retryIn={isUpdated ? undefined : again.secondsLeft}
      retrying={again.retrying}
    />
  )
}
