'use client'

import { useEffect, useState, useTransition } from 'react'
import {
  askFor,
  CONTROL_LOOKS,
  type ControlAnswer,
  type RunControlKind,
  runControls,
} from '@/components/runs/run-controls'
import type { RunActions } from '@/components/shell/shell-context'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import type { Ingestion } from '@/lib/model/pipeline/workers'

/** What a click here led to, said on the page in words. */
export type Outcome = { tone: 'info' | 'ok' | 'danger'; title: string; detail?: string }

type Props = {
  run: RunSummary | null
  ingestion: Ingestion
  actions: RunActions
  onOutcome: (outcome: Outcome | null) => void
}

/** Longest wait for the live view to show what a click has done. */
const TIMEOUT_MS = 6_000

/** Drains the queue, follows it, and ends or interrupts either. */
export function RunControl({ run, ingestion, actions, onOutcome }: Props) {
  const [pending, start] = useTransition()
  const [expected, setExpected] = useState<number | null>(null)
  const starting = expected !== null && (run === null || run.id < expected)

  useEffect(() => {
    if (expected === null) return
    const timer = setTimeout(() => setExpected(null), TIMEOUT_MS)
    return () => clearTimeout(timer)
  }, [expected])

  const act = (kind: RunControlKind) =>
    start(async () => {
      onOutcome(null)
      const result = await callAction<ControlAnswer>(() => askFor(kind, run, actions))
      if (result.kind !== 'done') {
        onOutcome({
          tone: 'danger',
          title: CONTROL_LOOKS[kind].failure,
          detail: result.problem ?? '',
        })
      } else if (result.runId !== undefined) {
        setExpected(result.runId)
        if (result.alreadyRunning) {
          onOutcome({ tone: 'info', title: `Run ${result.runId} is already running.` })
        }
      }
    })

  const kinds = runControls(run, ingestion)
  return kinds.map((kind, at) => {
    const { word, busy, icon: Icon, isFilled, means } = CONTROL_LOOKS[kind]
    const isPrimary = at === kinds.length - 1
    const isBusy =
      pending ||
      (kind === 'ingest' && starting) ||
      (kind === 'stop-run' && run?.state === 'stopping')
    return (
      <Tooltip key={isPrimary ? 'primary' : 'other'} label={means}>
        <Button
          variant={isPrimary ? 'primary' : 'secondary'}
          className={isPrimary ? 'sm:min-w-28' : 'sm:min-w-28 max-sm:px-2'}
          pending={isBusy}
          onClick={() => act(kind)}
        >
          <Icon className={isFilled ? 'fill-current' : undefined} />{' '}
          <span className={isPrimary ? undefined : 'max-sm:sr-only'}>
            {isPrimary && isBusy ? busy : word}
          </span>
        </Button>
      </Tooltip>
    )
  })
}
