'use client'

import { useLive } from '@/components/shell/live-provider'
import { Page } from '@/components/shell/page'
import { failureCause } from '@/components/shell/status/failure-cause'
import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A page that could not be shown, within the frame: the way to the other pages stays. */
export default function PageError({ error, retry }: Props) {
  const again = useRetry(retry)
  const live = useLive()
  return (
    <Page title="Not available">
      <FailureState
        className="flex-1"
        title="This page couldn’t be loaded."
        cause={failureCause(live)}
        detail={error.digest === undefined ? undefined : `error ${error.digest}`}
        onRetry={again.retry}
        retrying={again.retrying}
      />
    </Page>
  )
}
