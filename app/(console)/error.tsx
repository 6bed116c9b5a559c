'use client'

import { Page } from '@/components/shell/page'
import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A page that could not be shown, within the frame: the way to the other pages stays. */
export default function PageError({ error, retry }: Props) {
  const again = useRetry(retry)
  return (
    <Page title="Not available">
      <FailureState
        className="flex-1"
        title="This page couldn’t be loaded."
        cause="Most likely the database does not answer; the status bar says what is reachable. Nothing is lost, and this page tries again by itself."
        detail={error.digest === undefined ? undefined : `error ${error.digest}`}
        onRetry={again.retry}
        retrying={again.retrying}
      />
    </Page>
  )
}
