'use client'

import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Where not even the frame could be shown, as when the database is away, and with it the sessions. */
export default function RootError({ error, retry }: Props) {
  const again = useRetry(retry)
  return (
    <main className="h-dvh">
      <title>Not available · Veilgate</title>
      <FailureState
        title="Veilgate is unavailable."
        cause="The cause is not known here; /api/health says what answers, and the log what failed. This page tries again by itself."
        detail={error.digest === undefined ? undefined : `error ${error.digest}`}
        onRetry={again.retry}
        retrying={again.retrying}
      />
    </main>
  )
}
