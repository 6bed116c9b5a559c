'use client'

import { RotateCw } from 'lucide-react'
import { useReadAgain } from '@/components/news/use-read-again'
import { useLiveFact } from '@/components/shell/live-provider'
import { Button } from '@/components/ui/button'
import { formatNumber } from '@/lib/format/format'
import type { QueueDepth } from '@/lib/model/live/live-view'

/** Says that by now other dead letters wait than when the page was read, and reads it again. */
export function DepthChange({ depth }: { depth: QueueDepth }) {
  const more = useLiveFact((event) => {
    const now = event?.queue.depth ?? null
    if (now === null || now.deadLetter === null) return 0
    // What the live view read before the page is older than the page.
    return Date.parse(now.readAt) > Date.parse(depth.readAt) ? now.deadLetter - depth.visible : 0
  })
  const [pending, readAgain] = useReadAgain(null)
  return (
    <div role="status" className="ml-auto self-center">
      {more === 0 ? null : (
        <Button
          size="sm"
          variant="soft"
          title="Read the page again."
          pending={pending}
          onClick={readAgain}
        >
          <RotateCw /> {formatNumber(Math.abs(more))} {more > 0 ? 'more' : 'fewer'} by now
        </Button>
      )}
    </div>
  )
}
