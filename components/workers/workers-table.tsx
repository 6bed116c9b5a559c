'use client'

import Link from 'next/link'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { useNow } from '@/components/ui/time/clock'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { WorkerActions } from '@/components/workers/worker-actions'
import { WorkerMenu } from '@/components/workers/worker-menu'
import { workerLook, workerRate } from '@/components/workers/worker-words'
import { formatNumber, formatRate } from '@/lib/format/format'
import type { WorkerView } from '@/lib/model/pipeline/workers'

type Props = {
  workers: WorkerView[]
  /** Null for those who may only look. */
  actions: WorkerActions | null
}

/** The processes that ingest by themselves, one a row. */
export function WorkersTable({ workers, actions }: Props) {
  return (
    <Table className="min-w-262">
      <TableHead>
        <Th className="w-48">Process</Th>
        <Th className="w-28">State</Th>
        <Th className="w-16 text-right">Lanes</Th>
        <Th>Why this many</Th>
        <Th className="w-24 text-right">Rate</Th>
        <Th className="w-16 text-right">Run</Th>
        <Th className="w-24" title="When it last reached the queue">
          Queue
        </Th>
        <Th className="w-24" title="When it last reached the database">
          Database
        </Th>
        <Th className="w-38">Since</Th>
        <Th className="w-14">
          <span className="sr-only">Change</span>
        </Th>
      </TableHead>
      <tbody>
        {workers.map((worker) => (
          <Row key={worker.key} worker={worker} actions={actions} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ worker, actions }: { worker: WorkerView; actions: WorkerActions | null }) {
  const now = useNow()
  const { word, tone, means } = workerLook(worker, now)
  const name = `${worker.host} ${worker.pid}`
  const isGone = worker.isSilent || worker.state === 'ended'
  const rate = workerRate(worker)
  return (
    <tr className="h-10 border-line border-b hover:bg-hover">
      <Td title={`${worker.kind} on ${worker.host}, process ${worker.pid}, ${worker.version}`}>
        <span className="font-medium">{name}</span>{' '}
        <span className="text-muted">
          {worker.kind} {worker.version}
        </span>
      </Td>
      <Td>
        <Badge tone={tone} title={means}>
          {word}
        </Badge>
      </Td>
      <NumberTd>{worker.lanes === 0 || isGone ? <None /> : formatNumber(worker.lanes)}</NumberTd>
      <Td className="text-muted" title={worker.lanesReason ?? undefined}>
        {isGone ? null : worker.lanesReason}
      </Td>
      <NumberTd>{rate === null ? <None /> : formatRate(rate)}</NumberTd>
      <NumberTd>
        {worker.runId === null ? (
          <None />
        ) : (
          <Link href={`/runs/${worker.runId}`} className="underline-offset-4 hover:underline">
            {worker.runId}
          </Link>
        )}
      </NumberTd>
      <Td className="text-muted">
        {worker.queueReachedAt === null ? (
          <None word="not yet" />
        ) : (
          <RelativeTime at={worker.queueReachedAt} />
        )}
      </Td>
      <Td className="text-muted">
        <RelativeTime at={worker.databaseReachedAt} />
      </Td>
      <Td>
        <LocalTime at={worker.startedAt} className="text-muted" />
      </Td>
      <Td className="text-right">
        {actions === null || isGone ? null : (
          <WorkerMenu worker={worker} name={name} actions={actions} />
        )}
      </Td>
    </tr>
  )
}
