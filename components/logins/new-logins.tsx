'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { use, useTransition } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import { useNewLogins } from '@/components/logins/use-new-logins'
import { Button } from '@/components/ui/button'
import type { LoginCount } from '@/lib/db/count-logins'
import { formatNumber } from '@/lib/format'
import { type LoginsQuery, viewOf } from '@/lib/logins-query'

type Props = {
  query: LoginsQuery
  /** How many matched when the page was read, and when that was. */
  count: Promise<LoginCount | null>
  nowMs: number
  newestMs: number | null
}

/** Says how many matching logins came since the page was read; the rows stay where they are. */
export function NewLogins({ query, count, nowMs, newestMs }: Props) {
  const before = use(count)
  const router = useRouter()
  const [pending, start] = useTransition()
  const params = new URLSearchParams(viewOf(query))
  params.set('now', String(nowMs))
  if (before?.isExact) params.set('before', String(before.count))
  if (newestMs !== null) params.set('newest', String(newestMs))
  const arrived = useNewLogins(params.toString())

  if (arrived === null || arrived.count <= 0) return null
  const words = `${formatNumber(arrived.count)}${arrived.isExact ? '' : '+'} new`
  return (
    <div
      role="status"
      className="flex h-9 shrink-0 items-center justify-center border-line border-b bg-accent-soft"
    >
      <Button
        size="sm"
        variant="ghost"
        className="text-accent"
        disabled={pending}
        onClick={() =>
          start(() => {
            if (query.at === undefined) router.refresh()
            else router.push(loginsHref({ ...query, at: undefined, row: undefined }))
          })
        }
      >
        <ArrowUp /> {words}
      </Button>
    </div>
  )
}
