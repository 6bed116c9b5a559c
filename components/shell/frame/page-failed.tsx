'use client'

import { useEffect } from 'react'
import { askBuild } from '@/components/shell/frame/ask-build'
import { describePageFailure } from '@/components/shell/frame/page-failure'
import { reloadOnce } from '@/components/shell/frame/reload-once'
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
  const again = useRetry(isUpdated ? reloadIfReachable : retry)
  // What was typed is kept for the page that comes.
  useEffect(() => {
    if (isUpdated) void reloadIfReachable()
  }, [isUpdated])
  return (
    <FailureState
      className={className}
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

/** A part of the page's script is missing also where the network is lost: a load would lose the page. */
async function reloadIfReachable() {
  if ((await askBuild()) !== null) reloadOnce()
}
