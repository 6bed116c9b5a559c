'use client'

import { lazy, type ReactNode, Suspense, use } from 'react'
import { useHydrated } from '@/components/ui/use-hydrated'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'

const ExportButton = lazy(async () => ({
  default: (await import('@/components/export/export-button')).ExportButton,
}))

type Props = {
  query: LoginsQuery
  nowMs: number
  count: Promise<LoginCount | null>
  /** What stands there before: drawn by the server, so that its icon is no part of what a page loads. */
  off: ReactNode
}

/** Exports the logins that the page is narrowed to. Before its code is there a click would be lost: it is off. */
export function ExportLogins({ query, nowMs, count, off }: Props) {
  const search = viewOf(query)
  const href = `/api/logins/export?${search}${search === '' ? '' : '&'}now=${nowMs}`
  const total = use(count)
  if (!useHydrated()) return off
  return (
    <Suspense fallback={off}>
      <ExportButton href={href} total={total} one="login" many="logins" hasNdjson />
    </Suspense>
  )
}
