'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { use, useEffect, useRef, useState, useTransition } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import { useLive } from '@/components/shell/live-provider'
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

const PAUSE_MS = 2_000

/** Says how many matching logins came since the page was read; the rows stay where they are. */
export function NewLogins({ query, count, nowMs, newestMs }: Props) {
  const { event } = useLive()
  const before = use(count)
  const router = useRouter()
  const [pending, start] = useTransition()
  const [arrived, setArrived] = useState<LoginCount | null>(null)
  const asked = useRef(0)
  const search = viewOf(query)
  const hasNews = (event?.loginsArrived ?? 0) > 0
  const ledgerId = event?.ledgerId

  // biome-ignore lint/correctness/useExhaustiveDependencies: each ledger row may bring more
  useEffect(() => {
    if (!hasNews) return
    const wait = Math.max(500, asked.current + PAUSE_MS - Date.now())
    const aborter = new AbortController()
    const timer = setTimeout(async () => {
      asked.current = Date.now()
      const params = new URLSearchParams(search)
      params.set('now', String(nowMs))
      if (before?.isExact) params.set('before', String(before.count))
      if (newestMs !== null) params.set('newest', String(newestMs))
      const response = await fetch(`/api/logins/newer?${params}`, { signal: aborter.signal }).catch(
        () => null,
      )
      if (response?.ok) setArrived(await response.json())
    }, wait)
    return () => {
      clearTimeout(timer)
      // A question on its way is answered all the same.
      if (asked.current === 0) aborter.abort()
    }
  }, [hasNews, ledgerId, search, nowMs, newestMs])

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
            setArrived(null)
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
