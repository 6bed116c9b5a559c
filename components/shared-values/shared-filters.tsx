'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { MARK_NAMES } from '@/components/reviews/mark-names'
import { sharedHref } from '@/components/shared-values/shared-href'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { formatSpan } from '@/lib/format/time-span'
import { MIN_USERS, type SharedQuery } from '@/lib/model/query/shared-query'
import { REVIEW_MARKS } from '@/lib/model/reviews'
import type { SharedKind } from '@/lib/model/shared-values'

type Props = { kind: SharedKind; query: SharedQuery; children: ReactNode }

const THRESHOLDS = [2, 3, 5]
const MAX_USERS = 100_000
/** How many days ago something was last seen, at most. */
const ACTIVE_DAYS = [1, 7, 30, 90]
const ANY = 'any'
const SINCE = 'since'

/** How many users are too many, since when, and what was said of it. */
export function SharedFilters({ kind, query, children }: Props) {
  const router = useRouter()
  const go = (change: Partial<SharedQuery>) => router.push(sharedHref(kind, query, change))
  const isCustom = !THRESHOLDS.includes(query.users)
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
            href={sharedHref(kind, query, { users })}
            prefetch={false}
            aria-label={`At least ${users} users`}
            aria-current={query.users === users ? 'true' : undefined}
            className={cn(
              'flex size-7 items-center justify-center rounded-md border tabular-nums',
              query.users === users
                ? 'border-accent bg-accent-soft font-medium text-accent'
                : 'hover:bg-hover',
            )}
          >
            {users}
          </Link>
        ))}
        <CustomUsers
          key={query.users}
          users={isCustom ? query.users : null}
          onChange={(users) => go({ users })}
        />
      </fieldset>
      <ActiveChoice query={query} onChange={go} />
      <Select
        label="Review"
        className={cn('h-7 w-42', query.mark !== undefined && ON)}
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
      <div className="ml-auto flex items-center gap-3">{children}</div>
    </section>
  )
}

const ON = 'border-accent bg-accent-soft text-accent'

type ActiveProps = { query: SharedQuery; onChange: (change: Partial<SharedQuery>) => void }

/** Since when something was last seen; a link may say the very moment. */
function ActiveChoice({ query: { active, since }, onChange }: ActiveProps) {
  const nowMs = useNow()
  const timeZone = useTimeZone()
  return (
    <Select
      label="Active"
      className={cn('h-7 w-50', (active ?? since) !== undefined && ON)}
      value={since === undefined ? String(active ?? ANY) : SINCE}
      options={[
        ...(since === undefined
          ? []
          : [
              {
                value: SINCE,
                label: `Active ${formatSpan({ fromMs: Date.parse(since) }, { nowMs, timeZone })}`,
              },
            ]),
        { value: ANY, label: 'Active at any time' },
        ...ACTIVE_DAYS.map((days) => ({
          value: String(days),
          label: days === 1 ? 'Active in the last day' : `Active in the last ${days} days`,
        })),
      ]}
      onChange={(value) => {
        if (value === SINCE) return
        onChange({ since: undefined, active: value === ANY ? undefined : Number(value) })
      }}
    />
  )
}

function CustomUsers(props: { users: number | null; onChange: (users: number) => void }) {
  const [text, setText] = useState(props.users === null ? '' : String(props.users))
  const users = Number(text)
  const isRight = Number.isInteger(users) && users >= MIN_USERS && users <= MAX_USERS
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
