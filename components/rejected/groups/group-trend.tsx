'use client'

import { DayBars } from '@/components/charts/day-bars'
import { dayName, trendWords } from '@/components/rejected/groups/group-words'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatNumber } from '@/lib/format/format'
import type { RejectedGroup } from '@/lib/model/rejected/rejected-groups'

type Props = {
  group: RejectedGroup
  /** What the messages have in common. */
  name: string
  dayStarts: number[]
}

/** How many of a group there were on each day: bars, which open their figures. */
export function GroupTrend({ group, name, dayStarts }: Props) {
  const timeZone = useTimeZone()
  const { days } = group
  const words = trendWords(group, dayStarts, timeZone)
  const shown = dayStarts.map((start, at) => ({ start, count: days[at] ?? 0 }))
  return (
    <Popover>
      <PopoverTrigger
        aria-label={`Days of ${name}. ${words}`}
        className="flex h-6 w-full items-center rounded-sm px-1 hover:bg-hover"
      >
        <DayBars counts={days} label={words} className="h-5" />
      </PopoverTrigger>
      <PopoverContent className="max-h-80 w-64 overflow-y-auto p-0" aria-label={`Days of ${name}`}>
        <table className="w-full tabular-nums">
          <thead className="sticky top-0 bg-surface text-left text-muted">
            <tr className="h-8">
              <th scope="col" className="px-3 font-normal">
                Day
              </th>
              <th scope="col" className="px-3 text-right font-normal">
                Messages
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.toReversed().map(({ start, count }) => (
              <tr key={start} className={count === 0 ? 'h-6 text-muted' : 'h-6'}>
                <th scope="row" className="px-3 text-left font-normal">
                  {dayName(start, timeZone)}
                </th>
                <td className="px-3 text-right">{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PopoverContent>
    </Popover>
  )
}
