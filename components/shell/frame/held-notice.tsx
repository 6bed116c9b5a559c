'use client'

import { Notice } from '@/components/notice/notice'
import { useIsHeld } from '@/components/shell/frame/navigation-line'

/** Says over the page, in its place, that what was asked for has to wait. */
export function HeldNotice() {
  const isHeld = useIsHeld()
  if (!isHeld) return null
  return (
    <div className="absolute inset-x-0 top-12 z-30">
      <Notice tone="warn" title="Veilgate is not reachable.">
        The page you asked for will open when it is.
      </Notice>
    </div>
  )
}
