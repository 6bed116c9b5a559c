'use client'

import Link from 'next/link'
import { type KeyboardEvent, useState } from 'react'
import { historyHref } from '@/components/overview/history/history-href'
import type { HistoryMetric } from '@/components/overview/history/history-metrics'
import { figuresInWords, said } from '@/components/overview/history/history-words'
import { cn } from '@/components/ui/cn'
import { formatSpan } from '@/lib/format/time-span'
import type { History, HistoryBar } from '@/lib/model/pipeline/history'

type Props = { history: History; metric: HistoryMetric }

/** One figure over time: a bar for each hour or quarter of a day, which leads to what it counts. */
export function HistoryChart({ history, metric }: Props) {
  const { bars, nowMs, timeZone } = history
  const [pointed, setPointed] = useState<number | null>(null)
  /** The bar where Tab stops; the newest at first. */
  const [stop, setStop] = useState<number | null>(null)
  const last = bars.length - 1
  const values = bars.map((bar) => bar[metric.key]).filter((value) => value !== null)
  const most = Math.max(0, ...values)
  const word = (bar: HistoryBar) => formatSpan(bar, { nowMs, timeZone })
  const shown = pointed === null ? undefined : bars[pointed]
  const first = bars[0]
  return (
    <figure className="mt-2 flex min-h-0 flex-1 flex-col">
      <figcaption className="flex h-4 shrink-0 justify-between gap-3 text-muted text-xs tabular-nums max-md:h-12">
        <span className="min-w-0 truncate max-md:whitespace-normal">
          {shown === undefined
            ? `${metric.label} ${history.span === '24h' ? 'per hour' : 'per 6 hours'}`
            : `${word(shown)}: ${figuresInWords(shown)}`}
        </span>
        <span className="shrink-0">
          {values.length === 0 ? metric.unknown : `highest ${metric.format(most)}`}
        </span>
      </figcaption>
      <ol
        aria-label={`${metric.label}, ${bars.length} bars; the arrow keys go through them`}
        onKeyDown={goThrough}
        onPointerLeave={() => setPointed(null)}
        className="mt-1 flex min-h-0 flex-1 items-end border-line border-b"
      >
        {bars.map((bar, at) => (
          <li key={bar.fromMs} className="flex h-full min-w-0 flex-1">
            <Link
              href={historyHref(metric, bar)}
              prefetch={false}
              tabIndex={at === Math.min(stop ?? last, last) ? 0 : -1}
              aria-label={`${word(bar)}: ${said(metric, bar)}`}
              title={`${word(bar)}: ${figuresInWords(bar)}`}
              onPointerEnter={() => setPointed(at)}
              onFocus={() => {
                setPointed(at)
                setStop(at)
              }}
              onBlur={() => setPointed(null)}
              className="focus-inset flex h-full w-full items-end px-px hover:bg-hover"
            >
              <Bar value={bar[metric.key]} most={most} isPointed={at === pointed} />
            </Link>
          </li>
        ))}
      </ol>
      <p
        aria-hidden
        className="mt-0.5 flex shrink-0 justify-between text-muted text-xs tabular-nums"
      >
        <span>
          {first === undefined ? null : formatSpan({ fromMs: first.fromMs }, { nowMs, timeZone })}
        </span>
        <span>now</span>
      </p>
    </figure>
  )
}

/** A figure that is not known is a dashed outline: an empty place would be a 0. */
function Bar({
  value,
  most,
  isPointed,
}: {
  value: number | null
  most: number
  isPointed: boolean
}) {
  if (value === null) {
    return (
      <span data-unknown className="h-full w-full border-line border-x border-dashed bg-inset" />
    )
  }
  return (
    <span
      style={{ height: `${most === 0 ? 0 : (value / most) * 100}%` }}
      className={cn(
        'w-full forced-color-adjust-none rounded-t-[2px]',
        value > 0 && 'min-h-0.5',
        isPointed ? 'bg-accent' : 'bg-accent-bar',
      )}
    />
  )
}

/** The arrow keys, Home and End go through the bars, which are one stop of Tab. */
function goThrough(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = links.indexOf(document.activeElement as HTMLElement)
  const to = {
    ArrowRight: Math.min(at + 1, links.length - 1),
    ArrowLeft: Math.max(at - 1, 0),
    Home: 0,
    End: links.length - 1,
  }[event.key]
  if (to === undefined || at < 0) return
  event.preventDefault()
  links[to]?.focus()
}
