'use client'

import { Square } from 'lucide-react'
import { useState, useTransition } from 'react'
import type { RunActions } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'
import type { RunSummary } from '@/lib/model/ledger'

/** Stops the run that is shown. */
export function StopRun({ run, stopRun }: { run: RunSummary; stopRun: RunActions['stopRun'] }) {
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string>()
  const stopping = pending || run.state === 'stopping'
  const stop = () =>
    start(async () => {
      const answer = await stopRun(run.id).catch(() => null)
      setProblem(
        answer === null ? 'The console did not answer.' : answer.ok ? undefined : answer.problem,
      )
    })
  return (
    <>
      <p role="alert" className="truncate text-danger empty:hidden">
        {problem}
      </p>
      <Button variant="primary" className="min-w-28" disabled={stopping} onClick={stop}>
        <Square className="fill-current" /> {stopping ? 'Stopping…' : 'Stop'}
      </Button>
    </>
  )
}
