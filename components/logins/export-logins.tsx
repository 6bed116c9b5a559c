'use client'

import dynamic from 'next/dynamic'
import { use } from 'react'
import { Button } from '@/components/ui/button'
import type { LoginCount } from '@/lib/db/logins/count-logins'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'

// It waits for the count in any case. Before its code is there a click would be lost: so it is off.
const ExportButton = dynamic(
  async () => (await import('@/components/export/export-button')).ExportButton,
  { ssr: false, loading: () => <Button disabled>Export CSV</Button> },
)

type Props = { query: LoginsQuery; nowMs: number; count: Promise<LoginCount | null> }

/** Exports the logins that the page is narrowed to. */
export function ExportLogins({ query, nowMs, count }: Props) {
  const search = viewOf(query)
  const href = `/api/logins/export?${search}${search === '' ? '' : '&'}now=${nowMs}`
  return <ExportButton href={href} total={use(count)} one="login" many="logins" hasNdjson />
}
