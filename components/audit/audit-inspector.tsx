'use client'

import Link from 'next/link'
import { OutcomeBadge } from '@/components/audit/audit-table'
import { kindOf, outcomeOf } from '@/components/audit/audit-words'
import { MaskedValue } from '@/components/masked-value/masked-value'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { CopyButton } from '@/components/ui/copy-button'
import { formatCount } from '@/lib/format/format'
import { auditHref } from '@/lib/model/query/audit-query'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { fieldOfToken } from '@/lib/model/token'

/** All that a row of the log says, its place in the chain included. */
export function AuditInspector({ row, onClose }: { row: CountedRow; onClose: () => void }) {
  return (
    <Inspector title={`Row ${row.id}`} onClose={onClose}>
      <Facts>
        <Fact name="time">
          <LocalTime at={row.at} millis />
        </Fact>
        <Fact name="who">{row.userName}</Fact>
        <Fact name="from">
          {row.clientAddress ?? <span className="text-muted">not known: no trusted proxy</span>}
        </Fact>
        <Fact name="what">{kindOf(row.action)}</Fact>
        <Fact name="outcome">
          <OutcomeBadge outcome={row.outcome} />
          <span className="mt-1 block text-muted">{outcomeOf(row.outcome).means}</span>
        </Fact>
        {row.times > 1 ? (
          <Fact name="how often">{formatCount(row.times, 'time')} within a minute</Fact>
        ) : null}
        <Fact name="about">
          {row.subject ?? <None />} <SettledMessages row={row} />
        </Fact>
        <Fact name="reason">
          {row.reason === null ? (
            <None />
          ) : (
            <span className="whitespace-pre-wrap">{row.reason}</span>
          )}
        </Fact>
        <Fact name="ticket">{row.ticket ?? <None />}</Fact>
        <Fact name="answers">
          {row.requestId === null ? (
            <None />
          ) : (
            <>
              <Link
                href={auditHref({}, { row: row.requestId })}
                prefetch={false}
                className="rounded-sm text-accent underline underline-offset-4"
              >
                row {row.requestId}
              </Link>
              , which asked
            </>
          )}
        </Fact>
      </Facts>
      {row.tokens.length > 0 ? <Tokens row={row} /> : null}
      {row.tokens.length === 0 && row.outcomes.length > 0 ? (
        <p className="mt-4 border-line border-t pt-4">
          <span className="text-muted">What came of it: </span>
          {row.outcomes.join(', ')}
        </p>
      ) : null}
      <div className="mt-4 border-line border-t pt-4">
        <Facts>
          <Fact name="hash">
            <Hash value={row.hash} label="Copy the hash" />
          </Fact>
          <Fact name="follows">
            <Hash value={row.previousHash} label="Copy the hash of the row before" />
          </Fact>
        </Facts>
      </div>
    </Inspector>
  )
}

const SETTLING = ['return-rejected', 'discard-rejected']

/** The way to the rejected messages that name the row which asked for their being returned or discarded. */
function SettledMessages({ row: { id, action, outcome, requestId } }: { row: CountedRow }) {
  const asked = outcome === 'asked' ? id : requestId
  if (!SETTLING.includes(action) || asked === null) return null
  return (
    <Link
      href={`/rejected?request=${asked}`}
      prefetch={false}
      className="block w-fit rounded-sm text-accent underline underline-offset-4"
    >
      list what was done
    </Link>
  )
}

function Tokens({ row: { tokens, outcomes } }: { row: CountedRow }) {
  return (
    <>
      <h3 className="mt-4 mb-1.5 border-line border-t pt-4 text-muted">
        {formatCount(tokens.length, 'token')}
      </h3>
      <ul className="flex flex-col gap-2.5">
        {tokens.map((token, at) => (
          <li key={token}>
            <MaskedValue token={token} field={fieldOfToken(token) ?? 'device_id'} withIcon whole />
            <p className="mt-0.5 flex gap-3 pl-5.5 text-muted text-sm">
              {outcomes[at] ? <span>{outcomes[at]}</span> : null}
              <Link
                href={auditHref({ token })}
                className="rounded-sm text-accent underline underline-offset-4"
              >
                all about it
              </Link>
            </p>
          </li>
        ))}
      </ul>
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
