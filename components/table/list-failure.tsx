'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { FailureState } from '@/components/ui/failure-state'

type Props = { title: string; cause: string; detail?: string | undefined }

/** A list that could not be read: why, and another try that keeps the page. */
export function ListFailure({ title, cause, detail }: Props) {
  const router = useRouter()
  const [retrying, start] = useTransition()
  return (
    <FailureState
      className="flex-1"
      title={title}
      cause={cause}
      detail={detail}
      retrying={retrying}
      onRetry={() => start(() => router.refresh())}
    />
  )
}
