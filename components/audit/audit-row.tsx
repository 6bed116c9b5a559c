import { OutcomeBadge } from '@/components/audit/audit-table'
import { kindOf } from '@/components/audit/audit-words'
import { Fact, Facts } from '@/components/table/fact'
import { LocalTime } from '@/components/table/local-time'
import { CopyButton } from '@/components/ui/copy-button'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'

type Props = {
  row: CountedRow
  /** Whether what the action comes to says all of it. */
  isWhole: boolean
}

/** A row as the log has it, its place in the chain included. */
export function AuditRow({ row, isWhole }: Props) {
  return (
    <section aria-label={`Row ${row.id} of the log`} className="mt-3">
      <h4 className="mb-1.5 flex items-center gap-2 font-medium">
        <span className="font-mono text-sm">{row.id}</span> {kindOf(row.action)}{' '}
        <OutcomeBadge outcome={row.outcome} />
      </h4>
      <Facts>
        {isWhole ? null : <Recorded row={row} />}
        <Fact name="hash">
          <Hash value={row.hash} label={`Copy the hash of row ${row.id}`} />
        </Fact>
        <Fact name="follows">
          <Hash value={row.previousHash} label={`Copy the hash before row ${row.id}`} />
        </Fact>
      </Facts>
    </section>
  )
}

/** What the row says, where it says it. */
function Recorded({ row }: { row: CountedRow }) {
  const { requestId, subject, reason, ticket, tokens, outcomes, databaseUser } = row
  const said: [string, string | null][] = [
    ['answers', requestId === null ? null : `row ${requestId}`],
    ['about', subject],
    ['reason', reason],
    ['ticket', ticket],
    ['tokens', tokens.join(' ') || null],
    ['outcomes', outcomes.join(', ') || null],
    ['database', databaseUser],
  ]
  return (
    <>
      <Fact name="time">
        <LocalTime at={row.at} millis />
      </Fact>
      {said.map(([name, value]) =>
        value === null ? null : (
          <Fact key={name} name={name}>
            <span className="whitespace-pre-wrap break-all">{value}</span>
          </Fact>
        ),
      )}
    </>
  )
}

function Hash({ value, label }: { value: string; label: string }) {
  return (
    <span className="font-mono text-sm">
      <span className="break-all">{value}</span> <CopyButton text={value} label={label} />
    </span>
  )
}
