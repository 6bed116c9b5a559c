'use client'

import Link from 'next/link'
import { aboutLinks, type RejectedPlaces } from '@/components/audit/about-links'
import { AuditRow } from '@/components/audit/audit-row'
import { OutcomeBadge } from '@/components/audit/audit-table'
import { AuditTokens } from '@/components/audit/audit-tokens'
import { kindOf, outcomeOf } from '@/components/audit/audit-words'
import { Fact, Facts } from '@/components/table/fact'
import { Inspector } from '@/components/table/inspector'
import { LocalTime } from '@/components/table/local-time'
import { None } from '@/components/table/table'
import { formatCount } from '@/lib/format/format'
import { auditHref } from '@/lib/model/query/audit-query'
import {
  type ActionSummary,
  MAX_ROWS_OF_ACTION,
  type RecordedAction,
  summaryOf,
} from '@/lib/model/reveal/recorded-action'

type Props = { action: RecordedAction; rejectedPlaces: RejectedPlaces; onClose: () => void }

/** All that is on record of an action: what it comes to, and its rows as the log has them. */
export function AuditInspector({ action, rejectedPlaces, onClose }: Props) {
  const summary = summaryOf(action)
  const { rows } = action
  return (
    <Inspector title={`Row ${action.id}`} onClose={onClose}>
      {summary === null ? null : <Summary summary={summary} rejectedPlaces={rejectedPlaces} />}
      <h3 className="mt-4 border-line border-t pt-4 text-muted">
        {rows.length < MAX_ROWS_OF_ACTION
          ? `${formatCount(rows.length, 'row')} of the log`
          : `The first ${rows.length} of its rows`}
      </h3>
      {rows.map((row) => (
        <AuditRow key={row.id} row={row} isWhole={rows.length === 1} />
      ))}
    </Inspector>
  )
}

type SummaryProps = { summary: ActionSummary; rejectedPlaces: RejectedPlaces }

function Summary({ summary, rejectedPlaces }: SummaryProps) {
  const { at, userName, clientAddress, outcome, times, subject, reason, ticket, copies } = summary
  const links = aboutLinks(summary, rejectedPlaces)
  return (
    <>
      <Facts>
        <Fact name="time">
          <LocalTime at={at} millis />
        </Fact>
        <Fact name="who">
          <Link href={auditHref({ person: userName })} prefetch={false} className={LINK}>
            {userName}
          </Link>
        </Fact>
        <Fact name="from">
          {clientAddress ?? <span className="text-muted">unknown: no trusted proxy is set</span>}
        </Fact>
        <Fact name="what">{kindOf(summary.action)}</Fact>
        <Fact name="outcome">
          <OutcomeBadge outcome={outcome} />
          <span className="mt-1 block text-muted">{outcomeOf(outcome).means}</span>
        </Fact>
        {times > 1 ? (
          <Fact name="how often">{formatCount(times, 'time')} within a minute</Fact>
        ) : null}
        {copies > 0 ? <Fact name="copied">{formatCount(copies, 'time')}</Fact> : null}
        <Fact name="about">
          {subject ?? <None />}
          {links.map(({ label, href }) => (
            <Link key={href} href={href} prefetch={false} className={`block w-fit ${LINK}`}>
              {label}
            </Link>
          ))}
        </Fact>
        <Fact name="reason">
          {reason === null ? <None /> : <span className="whitespace-pre-wrap">{reason}</span>}
        </Fact>
        <Fact name="ticket">
          {ticket === null ? (
            <None />
          ) : (
            <Link href={auditHref({ ticket })} prefetch={false} className={LINK}>
              {ticket}
            </Link>
          )}
        </Fact>
      </Facts>
      <AuditTokens summary={summary} />
    </>
  )
}

const LINK = 'rounded-sm text-accent underline underline-offset-4'
