'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { RunsTable } from '@/components/runs/runs-table'
import { useLiveRuns } from '@/components/runs/use-live-runs'
import { ListPane } from '@/components/table/list-pane'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** A page of runs, live while they work. */
export function RunsList({ runs: rendered }: { runs: RunSummary[] }) {
  const router = useRouter()
  const runs = useLiveRuns(rendered)
  const open = useCallback((id: string) => router.push(`/runs/${id}`), [router])
  return (
    <ListPane label="Runs" onOpen={open}>
      <RunsTable runs={runs} onOpen={open} />
    </ListPane>
  )
}
