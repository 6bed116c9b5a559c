'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'
import { navigation } from '@/components/shell/frame/navigation'

/** A line of 2 px at the foot of what holds it, while a page or another part of a list is on its way. */
export function NavigationLine() {
  const isPending = useIsPending()
  if (!isPending) return null
  return (
    <div
      role="progressbar"
      aria-label="Loading"
      className="absolute inset-x-0 -bottom-px z-20 h-0.5 overflow-hidden bg-accent-soft"
    >
      <span className="block h-full w-1/3 animate-travel bg-accent motion-reduce:w-full" />
    </div>
  )
}

/** Notes which page is shown; once, in the frame. */
export function NavigationWatch() {
  const pathname = usePathname()
  const search = useSearchParams().toString()
  useEffect(() => {
    navigation.settle(pathname, search)
  }, [pathname, search])
  return null
}

/** Whether the page at an address was asked for and is on its way. */
export function useIsOpening(href: string): boolean {
  return useNavigation(() => navigation.get().pending === href)
}

/** Whether anything that was asked for is on its way. */
export function useIsPending(): boolean {
  return useNavigation(() => navigation.get().pending !== null)
}

/** Whether what was asked for waits for the console to be reachable. */
export function useIsHeld(): boolean {
  return useNavigation(() => navigation.get().isHeld)
}

function useNavigation(select: () => boolean): boolean {
  return useSyncExternalStore(navigation.subscribe, select, () => false)
}
