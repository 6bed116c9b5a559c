'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import type { ConsoleFailed } from '@/components/shell/frame/console-failed'
import type { PageFailed } from '@/components/shell/frame/page-failed'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'

const loadInFrame = () => import('@/components/shell/frame/console-failed')
const loadAlone = () => import('@/components/shell/frame/page-failed')
const InFrame = lazy(async () => ({ default: (await loadInFrame()).ConsoleFailed }))
const Alone = lazy(async () => ({ default: (await loadAlone()).PageFailed }))

/**
 * Loads what is said of a failure while all is well: every page would carry it otherwise, and with the
 * network away it could not be had.
 */
export function useFailureSoon() {
  useIdleLoad(loadInFrame, 0)
  useIdleLoad(loadAlone, 0)
}

/** A page that could not be shown, within the frame. */
export function FailedInFrame(props: ComponentProps<typeof ConsoleFailed>) {
  return (
    <Suspense>
      <InFrame {...props} />
    </Suspense>
  )
}

/** The same where there is no frame. */
export function FailedAlone(props: ComponentProps<typeof PageFailed>) {
  return (
    <Suspense>
      <Alone {...props} />
    </Suspense>
  )
}
