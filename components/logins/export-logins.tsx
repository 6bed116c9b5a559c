'use client'

import { lazy, use } from 'react'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'

// It waits for the count in any case.
const ExportButton = lazy(async () => ({
  default: (await import('@/components/export/export-button')).ExportButton,
}))

type Props = { query: LoginsQuery; nowMs: number; count: Promise<LoginCount | null> }

/** Exports the logins that the page is narrowed to. */
export function ExportLogins({ query, nowMs, count }: Props) {
  const search = viewOf(query)
  const href = `/api/logins/export?${search}${search === '' ? '' : '&'}now=${nowMs}`
  return <ExportButton href={href} total={use(count)} one="login" many="logins" hasNdjson />
}
