'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { useFloatingSoon } from '@/components/ui/overlay/lazy-floating'
import { type Toast, toasts } from '@/components/ui/overlay/toast-store'

const load = () => import('@/components/ui/overlay/toast-card')
const ToastCard = lazy(async () => ({ default: (await load()).ToastCard }))

const NONE: readonly Toast[] = []

/** Where toasts appear: above the status bar, and only for what happened elsewhere. */
export function Toaster() {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get, () => NONE)
  useIdleLoad(load)
  useFloatingSoon()
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed print:hidden right-3 bottom-9 z-50 flex max-w-[calc(100vw-24px)] flex-col gap-2"
    >
      <Suspense>
        {shown.map((each) => (
          <ToastCard key={each.id} toast={each} />
        ))}
      </Suspense>
    </section>
  )
}
