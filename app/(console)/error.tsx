'use client'

import { useLive } from '@/components/shell/live-provider'
import { Page } from '@/components/shell/page'
import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A page that failed, within the frame; the live view often knows why. */
export default function ConsoleError({ error, retry }: Props) {
  const { event, connection } = useLive()
  const again = useRetry(retry)
  const isDatabaseAway = event !== null && !event.database.reachable
  const cause =
    connection === 'lost'
      ? 'The console does not answer. This page tries again by itself.'
      : isDatabaseAway
        ? `The database cannot be reached: ${event.database.failure ?? 'no answer'}. This page tries again by itself.`
        : 'Something went wrong on the server. This page tries again by itself.'
  return (
    <Page title="Not available">
      <title>Not available · Veilgate</title>
      <FailureState
        className="flex-1"
        title="This page could not be shown."
        cause={cause}
        detail={error.digest === undefined ? undefined : `error ${error.digest}`}
        onRetry={again.retry}
        retrying={again.retrying}
      />
    </Page>
  )
}
