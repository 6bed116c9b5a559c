'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FILTER_FIELDS } from '@/components/logins/filters/filter-fields'
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
} from '@/components/logins/filters/narrow'
import { GroupRow } from '@/components/logins/groups/group-row'
import { narrowed } from '@/components/logins/logins-href'
import { useAsked } from '@/components/logins/use-asked'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { Select } from '@/components/ui/form/select'
import { Skeleton } from '@/components/ui/skeleton'
import { useTimeZone } from '@/components/ui/time/clock'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import { formatCount, formatNumber, formatTime } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { loginField } from '@/lib/model/login-field-list'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

const OPTIONS = FILTER_FIELDS.filter(({ kind }) => kind !== 'time').map(({ key, label }) => ({
  value: key,
  label: `by ${inSentence(label)}`,
}))

type Props = {
  query: LoginsQuery
  /** When the page was read. */
  nowMs: number
  by: ValueKey
  onBy: (by: ValueKey) => void
}

/** The values of a field, the most common first, with the logins that each has under the present filters. */
export function GroupPane({ query, nowMs, by, onBy }: Props) {
  const [text, setText] = useState('')
  const asked = useAsked<LoginGroups>(`/api/logins/groups?${viewOf(query)}&now=${nowMs}&by=${by}`)
  return (
    <>
      <div className="flex items-center gap-2 border-line border-b p-2">
        <Select
          label="Group by"
          value={by}
          onChange={(key) => onBy(key as ValueKey)}
          options={OPTIONS}
        />
        <Input
          aria-label={`Search the ${inSentence(loginField(by).label)}s`}
          placeholder="Search…"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {asked.state === 'loading' ? (
        <div role="status" aria-label="Counting" className="flex h-84 flex-col gap-3 p-3">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((each) => (
            <Skeleton key={each} className="h-4 w-full" />
          ))}
        </div>
      ) : asked.state === 'failed' ? (
        <p className="h-84 p-3 text-danger">
          The groups could not be read.{' '}
          <Button variant="link" onClick={asked.retry}>
            Try again
          </Button>
        </p>
      ) : (
        <Groups found={asked.answer} by={by} query={query} text={text.trim().toLowerCase()} />
      )}
    </>
  )
}

type GroupsProps = { found: LoginGroups; by: ValueKey; query: LoginsQuery; text: string }

/** What was counted where that is not all, the values themselves, and how many others there are. */
export function Groups({ found, by, query, text }: GroupsProps) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const timeZone = useTimeZone()
  const go = (change: Partial<LoginsQuery> | null) => {
    if (change !== null) start(() => router.push(narrowed(query, change), { scroll: false }))
  }
  const [on, left] = [included(query, by), excluded(query, by)]
  const shown = found.groups.filter(({ value }) => (value ?? 'none').toLowerCase().includes(text))
  const most = Math.max(
    1,
    ...shown.map(({ value, logins }) => (isAmong(left, by, value) ? 0 : logins)),
  )
  const basis = basisOf(found, timeZone)
  const foot = footOf(found, basis === null)
  return (
    <div aria-busy={pending} className="h-84 overflow-y-auto">
      {basis === null ? null : (
        <p className="border-line border-b px-3 py-2 text-muted text-sm">{basis}</p>
      )}
      {shown.length === 0 ? (
        <p role="status" className="p-3 text-muted">
          {text === '' ? 'No logins to group.' : 'No such value among these.'}
        </p>
      ) : (
        <table className="w-full tabular-nums">
          <caption className="sr-only">
            Logins by {inSentence(loginField(by).label)}, most first
          </caption>
          <tbody>
            {shown.map((group) => (
              <GroupRow
                key={group.value === null ? 'none' : `=${group.value}`}
                {...group}
                by={by}
                share={group.logins / most}
                isOn={isAmong(on, by, group.value)}
                isOut={isAmong(left, by, group.value)}
                onToggle={() => go(toggling(query, by, group.value))}
                onLeaveOut={() => go(excluding(query, by, group.value))}
              />
            ))}
          </tbody>
        </table>
      )}
      {foot === null ? null : <p className="px-3 py-2 text-muted text-sm">{foot}</p>}
    </div>
  )
}

/** What was counted, where that is not all: it holds of each number below. */
function basisOf({ searched, completeFromMs }: LoginGroups, timeZone: string): string | null {
  if (searched !== null) return `Among the newest ${formatNumber(searched)} logins looked at.`
  if (completeFromMs === null) return null
  return `Not every login before ${formatTime(completeFromMs, timeZone)} was looked at.`
}

/** What is not shown, or that nothing is missing. */
function footOf({ others }: LoginGroups, isAll: boolean): string | null {
  if (others.values > 0) {
    return `${formatCount(others.values, 'other value')}: ${formatCount(others.logins, 'login')}.`
  }
  return isAll ? 'All logins are counted.' : null
}
