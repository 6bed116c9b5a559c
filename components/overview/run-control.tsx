'use client'

import { Play, Square } from 'lucide-react'
import { useEffect, useState, useTransition } from 'react'
import type { RunActions } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { isOnQueue, type RunSummary } from '@/lib/model/ledger'

/** What a click here led to, said on the page in words. */
export type Outcome = { tone: 'info' | 'ok' | 'danger'; title: string; detail?: string }

type Props = {
  run: RunSummary | null
  actions: RunActions
  onOutcome: (outcome: Outcome | null) => void
}

/** Longest wait for the live view to show what a click has done. */
const TIMEOUT_MS = 6_000

/** The page's one button: starts a run, or stops the one that works. */
export function RunControl({ run, actions, onOutcome }: Props) {
  const [pending, start] = useTransition()
  const [expected, setExpected] = useState<number | null>(null)
  const active = run !== null && isOnQueue(run)
  const starting = pending || (expected !== null && (run === null || run.id < expected))

  useEffect(() => {
    if (expected === null) return
    const timer = setTimeout(() => setExpected(null), TIMEOUT_MS)
    return () => clearTimeout(timer)
  }, [expected])

  const ingest = () =>
    start(async () => {
      onOutcome(null)
      const result = await callAction(() => actions.ingestNow())
      if (result.kind !== 'done') {
        onOutcome({ tone: 'danger', title: 'The run was not started.', detail: result.problem })
      } else {
        setExpected(result.runId)
        if (result.alreadyRunning) {
          onOutcome({ tone: 'info', title: `Run ${result.runId} is already running.` })
        }
      }
    })

  const stop = (runId: number) =>
    start(async () => {
      onOutcome(null)
      const result = await callAction(() => actions.stopRun(runId))
      if (result.kind !== 'done') {
        onOutcome({ tone: 'danger', title: 'The run was not stopped.', detail: result.problem })
      }
    })

  if (active) {
    const stopping = pending || run.state === 'stopping'
    return (
      <Tooltip label="Stores and acknowledges the batches in hand; the rest stays on the queue for the next run">
        <Button
          variant="primary"
          className="min-w-28"
          disabled={stopping}
          aria-busy={stopping}
          onClick={() => stop(run.id)}
        >
          <Square className="fill-current" /> {stopping ? 'Stopping…' : 'Stop'}
        </Button>
      </Tooltip>
    )
  }
  return (
    <Tooltip label="Drains the queue: receives, masks, stores and acknowledges all that waits">
      <Button
        variant="primary"
        className="min-w-28"
        disabled={starting}
        aria-busy={starting}
        onClick={ingest}
      >
        <Play className="fill-current" /> {starting ? 'Starting…' : 'Ingest now'}
      </Button>
    </Tooltip>
  )
}
