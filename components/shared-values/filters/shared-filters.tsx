'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo } from 'react'
import { MARK_NAMES } from '@/components/reviews/mark-names'
import { AssigneeFilter } from '@/components/shared-values/filters/assignee-filter'
import { FILTER_ON, FILTER_SELECT } from '@/components/shared-values/filters/filter-style'
import { FirstSeenFilter, LastSeenFilter } from '@/components/shared-values/filters/time-filters'
import { TokenSearch } from '@/components/shared-values/filters/token-search'
import { UsersFilter } from '@/components/shared-values/filters/users-filter'
import { sharedHref } from '@/components/shared-values/shared-href'
import { useCommands } from '@/components/shell/palette/commands'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'
import { ME, MIN_USERS, type SharedQuery } from '@/lib/model/query/shared-query'
import { REVIEW_MARKS } from '@/lib/model/shared/reviews'
import type { SharedKind } from '@/lib/model/shared/shared-values'

type Props = {
  kind: SharedKind
  query: SharedQuery
  /** The addresses of those who look after some. */
  assignees: readonly string[]
  children: ReactNode
}

const ANY = 'any'

/** How many users are too many, ever and within a time, what is new, and what was said of it. */
export function SharedFilters({ kind, query, assignees, children }: Props) {
  const router = useRouter()
  const go = (change: Partial<SharedQuery>) => router.push(sharedHref(kind, query, change))
  useFilterCommands(kind, query)
  const hasTime = (query.active ?? query.since) !== undefined
  return (
    <section
      aria-label="Filters"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      <TokenSearch key={`token ${query.token}`} token={query.token} onChange={go} />
      <UsersFilter
        name="users ever, at least"
        legend="Distinct users ever, at least"
        thresholds={EVER}
        users={query.users}
        hrefOf={(users) => sharedHref(kind, query, { users })}
        labelOf={(users) => `At least ${users} users`}
        onChange={(users) => go({ users })}
      />
      <LastSeenFilter query={query} onChange={go} />
      {hasTime ? (
        <UsersFilter
          name="users in that time, at least"
          legend="Distinct users in that time, at least"
          thresholds={RECENT}
          users={query.recent ?? 1}
          hrefOf={(users) => sharedHref(kind, query, { recent: recentOf(users) })}
          labelOf={(users) => `In that time at least ${users} users`}
          onChange={(users) => go({ recent: recentOf(users) })}
        />
      ) : null}
      <FirstSeenFilter query={query} onChange={go} />
      <Select
        label="Review"
        className={cn('w-42', FILTER_SELECT, query.mark !== undefined && FILTER_ON)}
        value={query.mark ?? ANY}
        options={[
          { value: ANY, label: 'Any review' },
          { value: 'none', label: 'Not reviewed yet' },
          ...REVIEW_MARKS.map((mark) => ({ value: mark, label: `Marked ${MARK_NAMES[mark]}` })),
        ]}
        onChange={(value) =>
          go({ mark: value === ANY ? undefined : (value as SharedQuery['mark']) })
        }
      />
      <AssigneeFilter query={query} assignees={assignees} onChange={go} />
      <NewAndShared kind={kind} query={query} />
      <div className="ml-auto flex items-center gap-3">{children}</div>
    </section>
  )
}

/** What was not there a week ago: its users ever are those of the week. */
const NEW_AND_SHARED: Partial<SharedQuery> = { new: 7, users: 3 }
const NEW_AND_SHARED_WORDS = 'New in the last 7 days, with 3 or more users'

const EVER = [MIN_USERS, 3, 5]
const RECENT = [1, 2, 3, 5]

/** What is asked most, in one click; a second one takes it off. */
function NewAndShared({ kind, query }: Pick<Props, 'kind' | 'query'>) {
  const isOn = query.new === NEW_AND_SHARED.new && query.users === NEW_AND_SHARED.users
  const change = isOn ? { new: undefined, users: MIN_USERS } : NEW_AND_SHARED
  return (
    <Link
      href={sharedHref(kind, query, change)}
      prefetch={false}
      title={NEW_AND_SHARED_WORDS}
      aria-label={NEW_AND_SHARED_WORDS}
      aria-current={isOn ? 'true' : undefined}
      className={cn(
        'flex h-7 items-center rounded-md border px-2 hover:bg-hover',
        isOn && FILTER_ON,
      )}
    >
      New, 3+ users
    </Link>
  )
}

/** Whatever was seen in a time had a user then. */
function recentOf(users: number): number | undefined {
  return users === 1 ? undefined : users
}

/** What an analyst asks most, as commands. */
function useFilterCommands(kind: SharedKind, query: SharedQuery) {
  const router = useRouter()
  useCommands(
    useMemo(() => {
      const filters: { id: string; label: string; change: Partial<SharedQuery> }[] = [
        {
          id: 'new-and-shared',
          label: NEW_AND_SHARED_WORDS,
          change: NEW_AND_SHARED,
        },
        {
          id: 'shared-this-week',
          label: 'Shared by 3 or more users in the last 7 days',
          change: { active: 7, since: undefined, recent: 3 },
        },
        {
          id: 'new-this-week',
          label: 'First seen in the last 7 days',
          change: { new: 7, sort: 'firstSeen', order: 'desc' },
        },
        { id: 'not-reviewed', label: 'Not reviewed yet', change: { mark: 'none' } },
        { id: 'mine', label: 'Assigned to me', change: { assignee: ME } },
      ]
      return filters.map(({ id, label, change }) => ({
        id: `filter-${id}`,
        group: 'Filter',
        label,
        words: 'filter queue review users',
        run: () => router.push(sharedHref(kind, query, change)),
      }))
    }, [router, kind, query]),
  )
}
