'use client'

import { Pause, Play, Radio, Square } from 'lucide-react'
import { type ReactNode, useEffect, useState, useTransition } from 'react'
import { type RunControlKind, runControls } from '@/components/overview/run-controls'
import type { RunActions } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import { callAction } from '@/components/ui/call-action'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { FollowActions } from '@/components/workers/worker-actions'
import type { RunSummary } from '@/lib/model/ledger'
import type { Ingestion } from '@/lib/model/workers'

/** What a click here led to, said on the page in words. */
export type Outcome = { tone: 'info' | 'ok' | 'danger'; title: string; detail?: string }

type Props = {
  run: RunSummary | null
  ingestion: Ingestion
  actions: RunActions & FollowActions
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
      const result = await callAction<Answer>(() => askFor(kind, run, actions))
      if (result.kind !== 'done') {
        onOutcome({ tone: 'danger', title: LOOKS[kind].failure, detail: result.problem ?? '' })
      } else if (result.runId !== undefined) {
        setExpected(result.runId)
        if (result.alreadyRunning) {
          onOutcome({ tone: 'info', title: `Run ${result.runId} is already running.` })
        }
      }
    })

  const kinds = runControls(run, ingestion)
  return kinds.map((kind, at) => {
    const isPrimary = at === kinds.length - 1
    const isBusy =
      pending ||
      (kind === 'ingest' && starting) ||
      (kind === 'stop-run' && run?.state === 'stopping')
    return (
      <Tooltip key={isPrimary ? 'primary' : 'other'} label={LOOKS[kind].means}>
        <Button
          variant={isPrimary ? 'primary' : 'secondary'}
          className="min-w-28"
          disabled={isBusy}
          aria-busy={isBusy}
          onClick={() => act(kind)}
        >
          {LOOKS[kind].icon} {isPrimary && isBusy ? LOOKS[kind].busy : LOOKS[kind].word}
        </Button>
      </Tooltip>
    )
  })
}

type Answer = { kind: string; problem?: string; runId?: number; alreadyRunning?: boolean }

async function askFor(
  kind: RunControlKind,
  run: RunSummary | null,
  actions: RunActions & FollowActions,
): Promise<Answer> {
  switch (kind) {
    case 'ingest':
      return actions.ingestNow()
    case 'stop-run':
      return actions.stopRun(run?.id ?? 0)
    case 'follow':
    case 'stop-following':
      return actions.follow(kind === 'follow')
    case 'pause':
    case 'resume':
      return actions.pauseAll(kind === 'pause')
  }
}

type Look = { word: string; busy: string; icon: ReactNode; means: string; failure: string }

const LOOKS: Record<RunControlKind, Look> = {
  ingest: {
    word: 'Ingest now',
    busy: 'Starting…',
    icon: <Play className="fill-current" />,
    means: 'Drains the queue: receives, masks, stores and acknowledges all that waits',
    failure: 'The run was not started.',
  },
  'stop-run': {
    word: 'Stop',
    busy: 'Stopping…',
    icon: <Square className="fill-current" />,
    means:
      'Stores and acknowledges the batches in hand; the rest stays on the queue for the next run',
    failure: 'The run was not stopped.',
  },
  follow: {
    word: 'Follow',
    busy: 'Starting…',
    icon: <Radio />,
    means: 'Ingests messages as they come, until it is stopped; it goes on after a restart',
    failure: 'Following was not started.',
  },
  'stop-following': {
    word: 'Stop following',
    busy: 'Stopping…',
    icon: <Square className="fill-current" />,
    means: 'Stores and acknowledges the batches in hand; what comes later waits on the queue',
    failure: 'Following was not stopped.',
  },
  pause: {
    word: 'Pause',
    busy: 'Pausing…',
    icon: <Pause />,
    means: 'Has consoles and workers finish the batches in hand and receive nothing more for now',
    failure: 'Nothing was paused.',
  },
  resume: {
    word: 'Resume',
    busy: 'Resuming…',
    icon: <Play />,
    means: 'Has consoles and workers go on',
    failure: 'Nothing was resumed.',
  },
}
