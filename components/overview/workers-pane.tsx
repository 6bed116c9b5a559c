'use client'

import Link from 'next/link'
import { Pane } from '@/components/overview/pane'
import { StaleWith } from '@/components/shell/status/stale'
import { LocalTime } from '@/components/table/local-time'
import { Badge } from '@/components/ui/badge'
import { useNow } from '@/components/ui/time/clock'
import { workerLook, workerRate } from '@/components/workers/worker-words'
import { formatCount, formatRate } from '@/lib/format/format'
import { type Ingestion, isFollowing, type WorkerView } from '@/lib/model/pipeline/workers'

const MAX_SHOWN = 6

/** Who ingests by itself, and when the schedule drains next; nothing where neither was asked for. */
export function WorkersPane({ ingestion }: { ingestion: Ingestion }) {
  const { plan, workers } = ingestion
  const shown = workers.filter(
    ({ state, isSilent }) => isSilent || !['off', 'ended'].includes(state),
  )
  if (shown.length === 0 && plan.nextDueAt === null && !isFollowing(ingestion)) return null
  return (
    <Pane
      title="Workers"
      aside={
        <Link href="/workers" className="rounded-sm text-accent underline-offset-4 hover:underline">
          All
        </Link>
      }
    >
      <StaleWith source="database">
        {plan.isPaused ? (
          <p className="text-warn">Paused by {plan.pausedBy ?? 'somebody'}.</p>
        ) : null}
        <ul className="tabular-nums">
          {shown.slice(0, MAX_SHOWN).map((worker) => (
            <Row key={worker.key} worker={worker} />
          ))}
        </ul>
        {shown.length > MAX_SHOWN ? (
          <p className="text-muted">and {formatCount(shown.length - MAX_SHOWN, 'more', 'more')}</p>
        ) : null}
        {plan.nextDueAt === null ? null : (
          <p className="text-muted">
            Next scheduled drain: <LocalTime at={plan.nextDueAt} />
          </p>
        )}
      </StaleWith>
    </Pane>
  )
}

function Row({ worker }: { worker: WorkerView }) {
  const { word, tone, means } = workerLook(worker, useNow())
  const { host, pid, kind, lanes, lanesReason, isSilent } = worker
  const rate = workerRate(worker)
  return (
    <li className="flex h-8 items-center gap-2 border-line border-b">
      <span className="min-w-0 flex-1 truncate" title={`${kind} on ${host}, process ${pid}`}>
        {host} {pid}
      </span>
      {isSilent || lanes === 0 ? null : (
        <span className="whitespace-nowrap text-muted" title={lanesReason ?? undefined}>
          {formatCount(lanes, 'lane')}
          {rate === null ? null : `, ${formatRate(rate)}`}
        </span>
      )}
      <Badge tone={tone} title={means}>
        {word}
      </Badge>
    </li>
  )
}
