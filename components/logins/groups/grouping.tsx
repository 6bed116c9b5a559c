'use client'

import { lazy, Suspense } from 'react'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { LoginsQuery } from '@/lib/model/query/logins-query'

const GroupMenu = lazy(async () => ({
  default: (await import('@/components/logins/groups/group-menu')).GroupMenu,
}))

/** Groups the logins. Before its code is there a click would be lost: it is off. */
export function Grouping(props: { query: LoginsQuery; nowMs: number }) {
  const off = (
    <Button size="sm" variant="ghost" disabled>
      {/* The place of the icon: the icon itself comes with the code. */}
      <span aria-hidden className="size-3.5 shrink-0" />{' '}
      <span className="max-lg:sr-only">Group by</span>
    </Button>
  )
  return useHydrated() ? (
    <Suspense fallback={off}>
      <GroupMenu {...props} />
    </Suspense>
  ) : (
    off
  )
}
