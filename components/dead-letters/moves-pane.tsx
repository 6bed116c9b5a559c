'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { MoveButton } from '@/components/dead-letters/move-button'
import { moveShare, moveWords } from '@/components/dead-letters/move-words'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { Moves, MoveTask } from '@/lib/model/pipeline/dead-letters'

/** How often a running move is read again: SQS counts it about as often. */
const REFRESH_MS = 5_000

type Props = { moves: Moves; actions: DeadLetterActions | null }

/** The server's own moves back to the queue: how far each is, and how to begin or end one. */
export function MovesPane({ moves, actions }: Props) {
  const router = useRouter()
  const tasks = moves.kind === 'listed' ? moves.tasks : []
  const isActive = tasks.some(({ state }) => state === 'running' || state === 'cancelling')
  useEffect(() => {
    if (!isActive) return
    const timer = setInterval(() => router.refresh(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [isActive, router])
  return (
    <section
      aria-label="Move back to the queue"
      className="flex shrink-0 items-start gap-3 border-line border-b px-4 py-2"
    >
      <div className="flex min-w-0 flex-col gap-1 py-1.5 text-muted tabular-nums">
        {tasks.length === 0 ? <p>{emptyWords(moves)}</p> : null}
        {tasks.map((task) => (
          <MoveLine
            key={`${task.startedAt} ${task.handle}`}
            task={task}
            cancel={actions?.cancelMove ?? null}
          />
        ))}
      </div>
      {actions?.move && moves.kind === 'listed' && !isActive ? (
        <div className="ml-auto">
          <MoveButton move={actions.move} />
        </div>
      ) : null}
    </section>
  )
}

function emptyWords(moves: Moves): string {
  if (moves.kind === 'unsupported') {
    return 'This server cannot move messages back to the queue by itself. A redrive works without that.'
  }
  if (moves.kind === 'unknown') return `Moves back to the queue are not known: ${moves.cause}.`
  return 'Nothing is being moved back to the queue.'
}

function MoveLine({
  task,
  cancel,
}: {
  task: MoveTask
  cancel: DeadLetterActions['cancelMove'] | null
}) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const [problem, setProblem] = useState<string>()
  const { handle, state, startedAt } = task
  const run = (handle: string) =>
    start(async () => {
      const result = await callAction(() => cancel?.({ handle }) ?? Promise.reject())
      setProblem(result.kind === 'done' ? undefined : result.problem)
      router.refresh()
    })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p>
        {moveWords(task)}
        {startedAt === null ? null : (
          <>
            , begun <RelativeTime at={startedAt} />
          </>
        )}
      </p>
      {state === 'running' ? (
        <Progress label="Moved back" value={moveShare(task)} className="w-40" />
      ) : null}
      {state === 'running' && handle !== null && cancel !== null ? (
        <Button size="sm" pending={pending} onClick={() => run(handle)}>
          Cancel the move
        </Button>
      ) : null}
      <p role="alert" className="text-danger empty:hidden">
        {problem}
      </p>
    </div>
  )
}
