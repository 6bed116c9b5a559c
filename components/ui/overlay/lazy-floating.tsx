'use client'

import { type ComponentProps, lazy, Suspense } from 'react'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import type { Floating } from '@/components/ui/overlay/floating'

const load = () => import('@/components/ui/overlay/floating')
// A word on what is pointed at is nothing to fail a page for.
const Loaded = lazy(async () => ({
  default: await load().then((module) => module.Floating, nothing),
}))

/** `Floating`, whose code no page needs before something floats. */
export function LazyFloating(props: ComponentProps<typeof Floating>) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  )
}

function nothing() {
  return () => null
}

/** Loads it while the page is idle, so that the first tooltip or menu does not wait. */
export function useFloatingSoon() {
  useIdleLoad(load)
}
