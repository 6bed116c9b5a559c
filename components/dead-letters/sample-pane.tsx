'use client'

import { Eye } from 'lucide-react'
import { useState, useTransition } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { SampleTable } from '@/components/dead-letters/sample-table'
import { oldestName, sampleWords } from '@/components/dead-letters/sample-words'
import { ScrollPane } from '@/components/table/scroll-pane'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { type DeadLetterSample, sampleFigures } from '@/lib/model/pipeline/dead-letters'

type Props = {
  sample: DeadLetterActions['sample'] | null
  waiting: number
}

/** A look at some dead letters, where somebody asks for one: each look counts as a delivery. */
export function SamplePane({ sample: look, waiting }: Props) {
  const [pending, start] = useTransition()
  const [sample, setSample] = useState<DeadLetterSample | null>(null)
  const [problem, setProblem] = useState<string>()
  if (look === null) return null
  const run = () =>
    start(async () => {
      setProblem(undefined)
      const result = await callAction(() => look())
      if (result.kind === 'looked') setSample(result.sample)
      else setProblem(result.problem)
    })
  return (
    <section aria-label="Sample" className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-12 shrink-0 items-center gap-3 border-line border-b px-4 max-sm:flex-wrap max-sm:gap-y-1 max-sm:py-2">
        <h2 className="shrink-0 font-semibold">Sample</h2>
        {/* On a phone a line of its own: beside the button it would be a column of single words. */}
        <p
          role="status"
          className="min-w-0 text-muted tabular-nums max-sm:order-last max-sm:w-full"
        >
          {sample === null ? null : <Summary sample={sample} waiting={waiting} />}
        </p>
        <p role="alert" className="min-w-0 text-danger empty:hidden">
          {problem}
        </p>
        <Button className="ml-auto" pending={pending} onClick={run}>
          <Eye /> {pending ? 'Looking…' : 'Look at a sample'}
        </Button>
      </div>
      {sample !== null && sample.letters.length > 0 ? (
        <ScrollPane aria-label="Dead letters looked at" className="flex-1">
          <SampleTable letters={sample.letters} />
        </ScrollPane>
      ) : (
        <p className="px-4 py-4 text-muted">
          {sample === null
            ? 'Shows up to 50 messages: what a redrive will make of each, why its last delivery failed, and never what it says. Nothing is taken. Each look adds one to their receive counts and hides them for 3 s.'
            : 'Nothing was found. What another consumer or a redrive has in hand is not seen.'}
        </p>
      )}
    </section>
  )
}

function Summary({ sample, waiting }: { sample: DeadLetterSample; waiting: number }) {
  const { letters, lookedAt } = sample
  const { oldest } = sampleFigures(letters)
  if (oldest === null)
    return (
      <>
        looked at, <RelativeTime at={lookedAt} />
      </>
    )
  return (
    <>
      {sampleWords(letters)} · {oldestName(letters.length, waiting)} <RelativeTime at={oldest} /> ·
      looked at <RelativeTime at={lookedAt} />
    </>
  )
}
