'use client'

import { Pause, Play } from 'lucide-react'
import { useTransition } from 'react'
import type { RunActions } from '@/components/shell/shell-context'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/overlay/toast-store'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import type { Ingestion } from '@/lib/model/pipeline/workers'

type Props = { ingestion: Ingestion; pauseAll: RunActions['pauseAll'] }

/** Pauses all that follow, consoles and workers alike, or has them go on. */
export function PauseAll({ ingestion, pauseAll }: Props) {
  const [pending, start] = useTransition()
  const { isPaused, pausedBy } = ingestion.plan
  const ask = () =>
    start(async () => {
      const result = await callAction(() => pauseAll(!isPaused))
      if (result.kind !== 'done') {
        toast.error('Nothing was changed.', { description: result.problem })
      }
    })
  return (
    <Tooltip
      label={
        isPaused
          ? `Paused by ${pausedBy ?? 'somebody'}. Messages wait on the queue.`
          : 'Stores and acknowledges the batches in hand. All other messages wait on the queue, even across restarts'
      }
    >
      <Button pending={pending} onClick={ask}>
        {isPaused ? <Play /> : <Pause />} {isPaused ? 'Resume all' : 'Pause all'}
      </Button>
    </Tooltip>
  )
}
