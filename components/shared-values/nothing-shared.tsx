import { SearchX, Users } from 'lucide-react'
import Link from 'next/link'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { WaitingMessages } from '@/components/table/waiting-messages'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { MIN_USERS, type SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  query: SharedQuery
  /** Whether the search goes on on the next page. */
  isBrokenOff: boolean
  /** Whether some logins are not counted yet. */
  isBehind: boolean
}

/** Why a list of shared devices or IPs shows none. */
export function NothingShared({ kind, query, isBrokenOff, isBehind }: Props) {
  const words = SHARED_WORDS[kind]
  if (isBrokenOff) {
    return (
      <EmptyState className="flex-1" icon={SearchX} title="Nothing found so far.">
        The next page searches on from here.
      </EmptyState>
    )
  }
  if (isBehind) {
    return (
      <EmptyState className="flex-1" icon={Users} title="Not all logins are counted yet.">
        Whether a {words.one} is shared shows once they are: load this page again.
      </EmptyState>
    )
  }
  const isNarrow =
    query.users > MIN_USERS ||
    [query.active, query.since, query.new, query.token, query.mark, query.assignee].some(
      (part) => part !== undefined,
    )
  if (isNarrow) {
    return (
      <EmptyState
        className="flex-1"
        icon={SearchX}
        title={`No ${words.one} matches these filters.`}
      >
        {looseningOf(query)}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      className="flex-1"
      icon={Users}
      title={`No ${words.one} is shared so far.`}
      actions={
        <Button asChild>
          <Link href="/">Go to the overview</Link>
        </Button>
      }
    >
      As soon as two users log in from one {words.one}, it shows up here. <WaitingMessages />
    </EmptyState>
  )
}

/** What narrows most, and can be let go first. */
function looseningOf({ token, mark, assignee, new: newest }: SharedQuery): string {
  if (token !== undefined)
    return 'Nothing shared starts with this. Search the logins for values of a single user.'
  if (mark !== undefined || assignee !== undefined) return 'Ask for any review and any assignee.'
  if (newest !== undefined) return 'Ask for new and old ones, or for fewer users.'
  return 'Lower the number of users, or widen the time.'
}
