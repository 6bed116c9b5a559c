'use client'

import { useNow } from '@/components/ui/time/clock'
import { idleWords, isIdle } from '@/components/workers/worker-words'
import { formatNumber } from '@/lib/format/format'
import { isActive, type RunSummary } from '@/lib/model/pipeline/ledger'
import type { Ingestion } from '@/lib/model/pipeline/workers'

/** What a follower does: how much it received, and since when nothing came. */
export function FollowWords({ run, ingestion }: { run: RunSummary; ingestion: Ingestion }) {
  const now = useNow()
  const received = `${formatNumber(run.ledger.received)} received since it began`
  if (!isActive(run.state)) return <>{formatNumber(run.ledger.received)} received as they came</>
  // A run that waits says for what, elsewhere.
  if (run.problem !== null || !isIdle(ingestion.lastReceivedAt, now)) return <>{received}</>
  return (
    <>
      {idleWords(ingestion.lastReceivedAt, now)}. {received}
    </>
  )
}
