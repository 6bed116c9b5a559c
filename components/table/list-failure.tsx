'use client'

import { useRouter } from 'next/navigation'
import { FailureState } from '@/components/ui/failure-state'
import { useRetry } from '@/components/ui/use-retry'

type Props = { title: string; cause: string; detail?: string | undefined }

/** A list that could not be read: why, and another try that keeps the page, by itself and by hand. */
export function ListFailure({ title, cause, detail }: Props) {
  const router = useRouter()
  const again = useRetry(router.refresh)
  return (
    <FailureState
      className="flex-1"
      title={title}
      cause={cause}
      detail={detail}
      retrying={again.retrying}
      retryIn={again.secondsLeft}
      onRetry={again.retry}
    />
  )
}
