'use client'

import { Timer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { KeepDialog } from '@/components/retention/keep-dialog'
import { KIND_LABELS } from '@/components/retention/kind-labels'
import type { SaveRetention } from '@/components/retention/save-retention'
import { useCommands } from '@/components/shell/palette/commands'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Button } from '@/components/ui/button'
import { formatBytes, formatCount, formatNumber } from '@/lib/format/format'
import { RETAINED_TABLES, type RetainedTables } from '@/lib/model/retention/retained-tables'
import {
  expiresAt,
  keepWords,
  RETENTION_KINDS,
  type RetentionKind,
} from '@/lib/model/retention/retention-kinds'
import type { RetentionView } from '@/lib/model/retention/retention-view'

type Props = { view: RetentionView; save: SaveRetention }

/** Every table there is: how long its rows are kept, how many there are, and what was last deleted. */
export function RetentionTable({ view, save }: Props) {
  const [changing, setChanging] = useState<RetentionKind | null>(null)
  useCommands(
    useMemo(
      () =>
        RETENTION_KINDS.map((kind) => ({
          id: `retention-${kind}`,
          group: 'Retention',
          label: `Change the retention of ${KIND_LABELS[kind].toLowerCase()}`,
          icon: Timer,
          run: () => setChanging(kind),
        })),
      [],
    ),
  )
  return (
    <>
      <Table className="min-w-204">
        <TableHead>
          <Th>Data</Th>
          <Th>Retention</Th>
          <Th className="w-28 text-right" title="Estimated by Postgres">
            Rows
          </Th>
          <Th className="w-28 text-right" title="Including indexes">
            Size
          </Th>
          <Th className="w-44">Last deletion</Th>
          <Th className="w-24">
            <span className="sr-only">Change</span>
          </Th>
        </TableHead>
        <tbody>
          {RETAINED_TABLES.map((group) => (
            <Row key={group.label} group={group} view={view} onChange={setChanging} />
          ))}
        </tbody>
      </Table>
      {changing === null ? null : (
        <KeepDialog
          key={changing}
          kind={changing}
          view={view}
          save={save}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  )
}

type RowProps = {
  group: RetainedTables
  view: RetentionView
  onChange: (kind: RetentionKind) => void
}

function Row({ group, view, onChange }: RowProps) {
  const { label, tables, rule } = group
  const sizes = tables.map((table) => view.sizes[table] ?? { rows: 0, bytes: 0 })
  const rows = sizes.reduce((sum, size) => sum + size.rows, 0)
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0)
  return (
    <tr className="border-line border-b align-top hover:bg-hover" data-retained={tables[0]}>
      <Td className="whitespace-normal! py-2">
        <span className="font-medium">{label}</span>
        <p className="text-muted text-sm">{tables.join(', ')}</p>
      </Td>
      <Td className="whitespace-normal! py-2">
        {rule.kind === 'set' ? <KeptOf kind={rule.by} view={view} /> : rule.words}
      </Td>
      <NumberTd className="py-2">{formatNumber(Math.round(rows))}</NumberTd>
      <NumberTd className="py-2">{formatBytes(bytes)}</NumberTd>
      <Td className="whitespace-normal! py-2">
        <LastDeleted group={group} view={view} />
      </Td>
      <Td className="py-1.5 text-right">
        {rule.kind === 'set' ? (
          <Button size="sm" onClick={() => onChange(rule.by)} aria-label={`Change ${label}`}>
            Change
          </Button>
        ) : null}
      </Td>
    </tr>
  )
}

/** What is set, and when the oldest is deleted. */
function KeptOf({ kind, view }: { kind: RetentionKind; view: RetentionView }) {
  const [months, oldest] = [view.settings[kind], view.oldest[kind]]
  const expiresMs = oldest === null ? null : expiresAt(Date.parse(oldest), months)
  return (
    <>
      <span>{keepWords(months)}</span>
      {oldest === null ? null : (
        <p className="text-muted text-sm">
          oldest: <LocalTime at={oldest} />
          {expiresMs === null ? null : expiresMs <= Date.parse(view.now) ? (
            ', deleted the next night'
          ) : (
            <>
              , deleted after <LocalTime at={new Date(expiresMs).toISOString()} />
            </>
          )}
        </p>
      )}
    </>
  )
}

function LastDeleted({ group: { steps }, view }: { group: RetainedTables; view: RetentionView }) {
  const results = steps.map((step) => view.results[step]).filter((result) => result !== undefined)
  const moments = results.map(({ deletedAt }) => deletedAt).filter((at) => at !== null)
  const last = moments.sort().at(-1)
  if (last === undefined) return <None />
  const rows = results.reduce(
    (sum, result) => sum + (result.deletedAt === null ? 0 : result.rows),
    0,
  )
  return (
    <>
      {formatCount(rows, 'row')}
      <p className="text-muted text-sm">
        <LocalTime at={last} />
      </p>
    </>
  )
}
