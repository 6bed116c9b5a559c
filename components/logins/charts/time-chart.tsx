'use client'

import { type PointerEvent, useRef, useState } from 'react'
import {
  bucketsOf,
  type Span,
  type TimeBucket,
  timeOf,
} from '@/components/logins/charts/time-buckets'
import { cn } from '@/components/ui/cn'
import { useZoneRefresh } from '@/components/ui/time/use-zone-refresh'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import { formatCount, formatNumber, formatTime } from '@/lib/format/format'
import { zoneOffsetMs } from '@/lib/format/time-zone'

type Props = {
  histogram: LoginHistogram
  span?: Span
  /** Called with the bounds of what was dragged over or clicked. Without it, the chart only shows. */
  onChoose?: (fromMs: number, toMs: number) => void
}

const UNIT_WORDS = {
  minute: 'a minute',
  hour: 'an hour',
  day: 'a day',
  month: 'a month',
  year: 'a year',
}

/** Logins over time as bars; dragging over them, or clicking one, narrows the list to their time. */
export function TimeChart({ histogram, span = {}, onChoose }: Props) {
  const { timeZone } = histogram
  useZoneRefresh(timeZone)
  const plot = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [dragged, setDragged] = useState<[number, number] | null>(null)
  const buckets = bucketsOf(histogram)
  const most = Math.max(1, ...buckets.map(({ logins }) => logins))
  const total = buckets.reduce((sum, { logins }) => sum + logins, 0)
  const word = (ms: number) => wordOf(ms, histogram.unit, timeZone)

  const indexAt = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect()
    if (!box || buckets.length === 0) return null
    const at = Math.floor(((event.clientX - box.left) / box.width) * buckets.length)
    return Math.min(buckets.length - 1, Math.max(0, at))
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const at = indexAt(event)
    if (!onChoose || at === null || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged([at, at])
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = indexAt(event)
    setPointed(at)
    if (dragged && at !== null) setDragged([dragged[0], at])
  }
  const onPointerUp = () => {
    if (!dragged || !onChoose) return
    const [low, high] = dragged.toSorted((a, b) => a - b) as [number, number]
    setDragged(null)
    const [first, last] = [buckets[low], buckets[high]]
    if (first && last) onChoose(...timeOf([first, last], span))
  }
  const [low = -1, high = -1] = dragged?.toSorted((a, b) => a - b) ?? []
  const shown = pointed === null ? undefined : buckets[pointed]
  const [first, last] = [buckets[0], buckets.at(-1)]
  return (
    <figure className="flex min-w-0 flex-1 flex-col">
      <figcaption className="flex justify-between gap-3 text-muted text-xs tabular-nums">
        <span className="truncate">
          {shown
            ? `${word(shown.fromMs)}: ${formatCount(shown.logins, 'login')}`
            : `logins ${UNIT_WORDS[histogram.unit]}`}
          {histogram.isByUtcHours ? <ByUtcHours /> : null}
        </span>
        <span className="shrink-0">
          {histogram.completeFromMs === null
            ? `highest ${formatNumber(total === 0 ? 0 : most)}`
            : `counted back to ${formatTime(histogram.completeFromMs, timeZone)} only`}
        </span>
      </figcaption>
      <div
        ref={plot}
        role="img"
        aria-label={summaryOf(buckets, total, word)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerLeave={() => setPointed(null)}
        onPointerCancel={() => setDragged(null)}
        className={cn(
          'mt-1 flex min-h-0 flex-1 touch-none select-none items-end border-line border-b',
          onChoose && 'cursor-crosshair',
        )}
      >
        {buckets.map((bucket, at) => (
          <span
            key={bucket.fromMs}
            className={cn(
              'flex h-full min-w-0 flex-1 items-end',
              buckets.length <= 120 && 'px-px',
              at >= low && at <= high && dragged ? 'bg-accent-fill' : at === pointed && 'bg-hover',
            )}
          >
            <span
              style={{ height: `${(bucket.logins / most) * 100}%` }}
              className={cn(
                'w-full forced-color-adjust-none rounded-t-[2px]',
                bucket.logins > 0 && 'min-h-0.5',
                at === pointed || (at >= low && at <= high) ? 'bg-accent' : 'bg-accent-bar',
              )}
            />
          </span>
        ))}
      </div>
      <p aria-hidden className="mt-0.5 flex justify-between text-muted text-xs tabular-nums">
        <span>{first ? word(first.fromMs) : null}</span>
        <span>{last && last !== first ? word(last.fromMs) : null}</span>
      </p>
    </figure>
  )
}

/** By how little the bars are off, and why. */
function ByUtcHours() {
  return (
    <span title="Totals are kept by the hours of UTC, which are not those of this time zone: the logins of the hour in which a bar begins may stand in the bar before. The bars together are exact.">
      {' '}
      · bars to the hour
    </span>
  )
}

function wordOf(ms: number, unit: LoginHistogram['unit'], timeZone: string): string {
  const time = formatTime(ms, timeZone)
  // `Nov 21 14:02:59` and `Nov 21, 2025 14:02:59`: the clock is the last word.
  const day = time.slice(0, time.lastIndexOf(' '))
  if (unit === 'minute' || unit === 'hour') return time.slice(0, -3)
  if (unit === 'day') return day
  if (unit === 'month') return day.replace(/ \d+/, '')
  return String(new Date(ms + zoneOffsetMs(ms, timeZone)).getUTCFullYear())
}

function summaryOf(buckets: TimeBucket[], total: number, word: (ms: number) => string): string {
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (!first || !last || total === 0) return 'Logins over time: none'
  const top = buckets.reduce((most, bucket) => (bucket.logins > most.logins ? bucket : most))
  return `Logins over time, ${word(first.fromMs)} to ${word(last.fromMs)}: ${formatNumber(total)} in all, most at ${word(top.fromMs)} with ${formatNumber(top.logins)}`
}
