'use client'

import Link from 'next/link'
import { GroupTrend } from '@/components/rejected/groups/group-trend'
import { GROUPING_WORDS, groupHref, groupName } from '@/components/rejected/groups/group-words'
import { REJECTED_STATES as STATE_WORDS } from '@/components/rejected/rejected-state'
import { LinkRow } from '@/components/table/link-row'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatNumber, formatShare } from '@/lib/format/format'
import type { RejectedQuery } from '@/lib/model/query/rejected-query'
import type { RejectedGroup, RejectedGroups } from '@/lib/model/rejected/rejected-groups'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'

type Props = {
  query: RejectedQuery
  groups: RejectedGroups
  onOpen: (key: string) => void
}

/** Rejected messages by what they have in common: how many, in which states, since when, on which days. */
export function GroupsTable({ query, groups: found, onOpen }: Props) {
  const { by, groups, counted } = found
  const hasTrend = by === 'reason' || by === 'field'
  const numbers = (of: (group: RejectedGroup) => number) =>
    groups.map((each) => formatNumber(of(each)))
  return (
    // The figures are as wide as they have to be: the rest is for what they are of.
    <Table className={hasTrend ? 'min-w-268' : 'min-w-216'}>
      <TableHead>
        <Th>{GROUPING_WORDS[by].head}</Th>
        <NumberTh numbers={numbers(({ messages }) => messages)}>Messages</NumberTh>
        <NumberTh numbers={['100 %']} title="Of all messages that are counted">
          Share
        </NumberTh>
        {REJECTED_STATES.map((state) => (
          <NumberTh
            key={state}
            numbers={numbers(({ states }) => states[state])}
            title={STATE_WORDS[state].means}
          >
            {STATE_WORDS[state].word}
          </NumberTh>
        ))}
        {hasTrend ? <Th className="w-30">By day</Th> : null}
        <Th className="w-38 max-[1600px]:hidden">First</Th>
        <Th className="w-38">Last</Th>
      </TableHead>
      <tbody>
        {groups.map((group) => (
          <Row
            key={group.key}
            group={group}
            found={found}
            counted={counted.count}
            href={groupHref(query, found, group.key)}
            hasTrend={hasTrend}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </Table>
  )
}

type RowProps = {
  group: RejectedGroup
  found: RejectedGroups
  counted: number
  href: string
  hasTrend: boolean
  onOpen: (key: string) => void
}

function Row({ group, found, counted, href, hasTrend, onOpen }: RowProps) {
  const timeZone = useTimeZone()
  const name = groupName(found.by, group.key, timeZone)
  return (
    <LinkRow
      href={href}
      id={group.key}
      className="cursor-pointer"
      onClick={(event) => {
        // What can be pressed within the row does what it says.
        if ((event.target as Element).closest('a, button, [role="dialog"]') === null)
          onOpen(group.key)
      }}
    >
      <Td className="whitespace-normal!">
        <Link
          href={href}
          prefetch={false}
          className="rounded-sm font-medium underline-offset-4 hover:underline"
        >
          {name}
        </Link>
      </Td>
      <NumberTd className="font-medium">{formatNumber(group.messages)}</NumberTd>
      <NumberTd className="text-muted">{formatShare(group.messages / counted)}</NumberTd>
      {REJECTED_STATES.map((state) => (
        <NumberTd key={state} className={group.states[state] === 0 ? 'text-muted' : undefined}>
          {formatNumber(group.states[state])}
        </NumberTd>
      ))}
      {hasTrend ? (
        <Td>
          <GroupTrend group={group} name={name} dayStarts={found.dayStarts} />
        </Td>
      ) : null}
      <Td className="max-[1600px]:hidden">
        <LocalTime at={group.firstAt} className="text-muted" />
      </Td>
      <Td>
        <LocalTime at={group.lastAt} className="text-muted" />
      </Td>
    </LinkRow>
  )
}
