'use client'

import Link from 'next/link'
import type { RuleActions } from '@/components/alerts/alert-actions'
import { byState, ruleLook, thresholdWords } from '@/components/alerts/alert-words'
import { RuleMenu } from '@/components/alerts/rules/rule-menu'
import { LocalTime } from '@/components/table/local-time'
import { None, Table, TableHead, Td, Th } from '@/components/table/table'
import { Badge } from '@/components/ui/badge'
import { alertRule } from '@/lib/model/alerts/alert-rules'
import { hoursWords } from '@/lib/model/alerts/reveal-hours'
import type { AlertRuleView } from '@/lib/model/alerts/views'

type Props = {
  rules: AlertRuleView[]
  /** Null for those who may only look. */
  actions: RuleActions | null
}

/** Every rule and how it stands: what fires comes first. */
export function RulesTable({ rules, actions }: Props) {
  return (
    <Table className="min-w-220">
      <TableHead>
        <Th className="w-64">Rule</Th>
        <Th className="w-26">State</Th>
        <Th className="w-38">Since</Th>
        <Th>Found</Th>
        <Th className="w-28">Threshold</Th>
        <Th className="w-14">
          <span className="sr-only">Change</span>
        </Th>
      </TableHead>
      <tbody>
        {byState(rules).map((rule) => (
          <Row key={rule.rule} view={rule} actions={actions} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ view, actions }: { view: AlertRuleView; actions: RuleActions | null }) {
  const { rule, isOn, state } = view
  const { title, means, severity } = alertRule(rule)
  const { word, tone } = ruleLook(view)
  return (
    <tr data-rule={rule} className="border-line border-b align-top hover:bg-hover">
      <Td className="whitespace-normal! py-2">
        <span className="font-medium">{title}</span>{' '}
        <span className="text-muted text-sm">{severity}</span>
        <p className="text-muted text-sm">{means}</p>
      </Td>
      <Td className="py-2">
        <Badge tone={tone}>{word}</Badge>
        <Muted view={view} />
      </Td>
      <Td className="py-2">
        {isOn && state !== 'unknown' ? (
          <LocalTime at={view.since} className="text-muted" />
        ) : (
          <None word="" />
        )}
      </Td>
      <Td className="whitespace-normal! py-2">
        <Value view={view} />
      </Td>
      <Td className="whitespace-normal! py-2">
        {rule === 'reveals-outside-hours' ? (
          <span className="text-sm">{hoursWords(view.hours)}</span>
        ) : (
          thresholdWords(rule, view.threshold) || <None />
        )}
      </Td>
      <Td className="py-1.5 text-right">
        {actions === null ? null : <RuleMenu view={view} actions={actions} />}
      </Td>
    </tr>
  )
}

function Muted({ view: { isMuted, mutedUntil, mutedBy } }: { view: AlertRuleView }) {
  if (!isMuted) return null
  return (
    <p
      className="truncate text-muted text-sm"
      title={mutedBy === null ? undefined : `by ${mutedBy}`}
    >
      {mutedUntil === null ? (
        'muted'
      ) : (
        <>
          muted until <LocalTime at={mutedUntil} />
        </>
      )}
    </p>
  )
}

/** Why nothing is known is said beside what was found before. */
function Value({ view: { isOn, state, value, path, problem } }: { view: AlertRuleView }) {
  if (!isOn) return <None word="not evaluated" />
  return (
    <>
      {problem === null ? null : <p className="text-warn">Not known: {problem}</p>}
      {state === 'unknown' || value === '' ? null : path === null ? (
        value
      ) : (
        <Link href={path} prefetch={false} className="underline-offset-4 hover:underline">
          {value}
        </Link>
      )}
      {state === 'unknown' && problem === null ? <None word="not evaluated yet" /> : null}
    </>
  )
}
