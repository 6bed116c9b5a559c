'use client'

import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** Where not even the frame could be shown: mostly the database is away, and with it the sessions. */
export default function RootError({ error, retry }: Props) {
  const again = useRetry(retry)
  return (
    <main className="h-dvh">
      <title>Not available · Veilgate</title>
      <FailureState
        title="Veilgate is unavailable."
        cause="Most likely its database does not answer; /api/health says more. This page tries again by itself."
        detail={error.digest === undefined ? undefined : `error ${error.digest}`}
        onRetry={again.retry}
        retrying={again.retrying}
      />
    </main>
  )
}
