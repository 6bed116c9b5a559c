'use client'

import { Notice } from '@/components/notice/notice'
import { useIsHeld, useIsPending } from '@/components/shell/frame/navigation-line'
import { useLive } from '@/components/shell/live-provider'

/**
 * Says over the page, in its place, that what was asked for has to wait: as its request failed, or as
 * none gets an answer, which a request without a deadline learns only after minutes.
 */
export function HeldNotice() {
  const { connection, refusal } = useLive()
  const isHeld = useIsHeld()
  const isPending = useIsPending()
  if (!isHeld && !(isPending && connection === 'lost' && refusal === null)) return null
  return (
    <div className="absolute inset-x-0 top-12 z-30">
      <Notice tone="warn" title="Veilgate is not reachable.">
        The page you asked for will open when it is.
      </Notice>
    </div>
  )
}
