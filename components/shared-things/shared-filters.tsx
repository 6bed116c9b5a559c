'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import {
  ACTIVE_DAYS,
  FEWEST_USERS,
  type SharedSearch,
  sharedHref,
} from '@/components/shared-things/shared-href'
import { MARK_NAMES } from '@/components/shared-things/shared-words'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import { REVIEW_MARKS, type SharedKind } from '@/lib/model/shared-things'

type Props = { kind: SharedKind; search: SharedSearch; children: ReactNode }

const THRESHOLDS = [2, 3, 5]
const MOST_USERS = 100_000
const ANY = 'any'

/** How many users are too many, since when, and what was said of it. */
export function SharedFilters({ kind, search, children }: Props) {
  const router = useRouter()
  const go = (change: Partial<SharedSearch>) =>
    router.push(sharedHref(kind, { ...search, ...change, at: undefined }))
  const isCustom = !THRESHOLDS.includes(search.users)
  return (
    <section
      aria-label="Filters"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2"
    >
      <fieldset className="flex items-center gap-1">
        <legend className="sr-only">Distinct users, at least</legend>
        <span aria-hidden className="mr-1 text-muted">
          users, at least
        </span>
        {THRESHOLDS.map((users) => (
          <Link
            key={users}
            href={sharedHref(kind, { ...search, users, at: undefined })}
            prefetch={false}
            aria-label={`At least ${users} users`}
            aria-current={search.users === users ? 'true' : undefined}
            className={cn(
              'flex size-7 items-center justify-center rounded-md border tabular-nums',
              search.users === users
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'hover:bg-hover',
            )}
          >
            {users}
          </Link>
        ))}
        <CustomUsers
          key={search.users}
          users={isCustom ? search.users : null}
          onChange={(users) => go({ users })}
        />
      </fieldset>
      <Select
        label="Active"
        className={cn('h-7 w-50', search.active !== undefined && ON)}
        value={search.active === undefined ? ANY : String(search.active)}
        options={[
          { value: ANY, label: 'Active at any time' },
          ...ACTIVE_DAYS.map((days) => ({
            value: String(days),
            label: days === 1 ? 'Active in the last day' : `Active in the last ${days} days`,
          })),
        ]}
        onChange={(value) => go({ active: value === ANY ? undefined : Number(value) })}
      />
      {kind === 'device' ? (
        <Select
          label="Review"
          className={cn('h-7 w-42', search.mark !== undefined && ON)}
          value={search.mark ?? ANY}
          options={[
            { value: ANY, label: 'Any review' },
            { value: 'none', label: 'Not reviewed yet' },
            ...REVIEW_MARKS.map((mark) => ({ value: mark, label: `Marked ${MARK_NAMES[mark]}` })),
          ]}
          onChange={(value) =>
            go({ mark: value === ANY ? undefined : (value as SharedSearch['mark']) })
          }
        />
      ) : null}
      <div className="ml-auto flex items-center gap-3">{children}</div>
    </section>
  )
}

const ON = 'border-accent bg-accent-soft text-accent'

function CustomUsers(props: { users: number | null; onChange: (users: number) => void }) {
  const [text, setText] = useState(props.users === null ? '' : String(props.users))
  const users = Number(text)
  const isRight = Number.isInteger(users) && users >= FEWEST_USERS && users <= MOST_USERS
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) props.onChange(users)
      }}
    >
      <Input
        aria-label="Another number of users, at least"
        aria-invalid={text !== '' && !isRight}
        placeholder="other"
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={cn('h-7 w-16', props.users !== null && ON)}
      />
    </form>
  )
}
