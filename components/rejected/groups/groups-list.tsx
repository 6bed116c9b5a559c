'use client'

import { useRouter } from 'next/navigation'
import { GROUPING_WORDS, groupHref } from '@/components/rejected/groups/group-words'
import { GroupsTable } from '@/components/rejected/groups/groups-table'
import { ListPane } from '@/components/table/list-pane'
import { formatAtLeast, formatCount, formatNumber } from '@/lib/format/format'
import type { RejectedQuery } from '@/lib/model/query/rejected-query'
import { MAX_LOOKED_AT, type RejectedGroups } from '@/lib/model/rejected/rejected-groups'

type Props = { query: RejectedQuery; groups: RejectedGroups }

/** Rejected messages by what they have in common; Enter lists the messages of the group in focus. */
export function GroupsList({ query, groups }: Props) {
  const router = useRouter()
  const open = (key: string) => router.push(groupHref(query, groups, key))
  const { one, many } = GROUPING_WORDS[groups.by]
  return (
    <>
      <ListPane key={groups.by} label={`Rejected messages by ${one}`} onOpen={open}>
        <GroupsTable query={query} groups={groups} onOpen={open} />
      </ListPane>
      <p className="flex min-h-10 shrink-0 items-center border-line border-t px-4 text-muted tabular-nums">
        {formatCount(groups.groups.length, one, many)} of {formatAtLeast(groups.counted)} rejected
        messages. {noteOf(groups)}
      </p>
    </>
  )
}

/** What the figures leave out, or count more than once. */
function noteOf({ by, counted }: RejectedGroups): string {
  const cut = counted.isExact
    ? ''
    : `The newest ${formatNumber(MAX_LOOKED_AT)} were looked at: narrow the time for others. `
  const twice =
    by === 'reason' || by === 'field'
      ? `A message with several ${GROUPING_WORDS[by].many} counts for each.`
      : ''
  return `${cut}${twice}`
}
