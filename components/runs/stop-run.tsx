'use client'

import { Square } from 'lucide-react'
import { useState, useTransition } from 'react'
import type { RunActions } from '@/components/shell/shell-context'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import type { RunSummary } from '@/lib/model/pipeline/ledger'

/** Stops the run that is shown. */
export function StopRun({ run, stopRun }: { run: RunSummary; stopRun: RunActions['stopRun'] }) {
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string>()
  const stopping = pending || run.state === 'stopping'
  const stop = () =>
    start(async () => {
      const result = await callAction(() => stopRun(run.id))
      setProblem(result.kind === 'done' ? undefined : result.problem)
    })
  return (
    <>
      <p role="alert" className="truncate text-danger empty:hidden">
        {problem}
      </p>
      <Button variant="primary" className="min-w-28" pending={stopping} onClick={stop}>
        <Square className="fill-current" /> {stopping ? 'Stopping…' : 'Stop'}
      </Button>
    </>
  )
}
