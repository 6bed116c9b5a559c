'use client'

import { FILTER_ON, FILTER_SELECT } from '@/components/shared-values/filters/filter-style'
import { cn } from '@/components/ui/cn'
import { Select } from '@/components/ui/form/select'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { formatSpan } from '@/lib/format/time-span'
import type { SharedQuery } from '@/lib/model/query/shared-query'

type Props = { query: SharedQuery; onChange: (change: Partial<SharedQuery>) => void }

/** How many days ago something was first or last seen, at most. */
const DAYS = [1, 7, 30, 90]
const ANY = 'any'
const SINCE = 'since'

/** Since when something was last seen; a link may say the very moment. */
export function LastSeenFilter({ query: { active, since }, onChange }: Props) {
  const nowMs = useNow()
  const timeZone = useTimeZone()
  return (
    <Select
      label="Active"
      className={cn('w-50', FILTER_SELECT, (active ?? since) !== undefined && FILTER_ON)}
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
        ...daysFor(active).map((days) => ({ value: String(days), label: words('Active', days) })),
      ]}
      onChange={(value) => {
        if (value === SINCE) return
        if (value !== ANY) return onChange({ since: undefined, active: Number(value) })
        // Without a time there are no users within it.
        onChange({ since: undefined, active: undefined, recent: undefined })
      }}
    />
  )
}

/** Since when something was seen first. */
export function FirstSeenFilter({ query: { new: newest }, onChange }: Props) {
  return (
    <Select
      label="New"
      className={cn('w-50', FILTER_SELECT, newest !== undefined && FILTER_ON)}
      value={String(newest ?? ANY)}
      options={[
        { value: ANY, label: 'New or old' },
        ...daysFor(newest).map((days) => ({ value: String(days), label: words('New', days) })),
      ]}
      onChange={(value) => onChange({ new: value === ANY ? undefined : Number(value) })}
    />
  )
}

/** A link may ask for another number of days. */
function daysFor(asked: number | undefined): number[] {
  const isKnown = asked === undefined || DAYS.includes(asked)
  return isKnown ? DAYS : [...DAYS, asked].toSorted((a, b) => a - b)
}

function words(what: string, days: number): string {
  return days === 1 ? `${what} in the last day` : `${what} in the last ${days} days`
}
