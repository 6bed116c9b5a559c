'use client'

import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef, useState } from 'react'
import type { RateColours } from '@/components/charts/rate-plot'
import { type RateSeries, rateSeries, rateSeriesEnd } from '@/components/charts/rate-series'
import { formatCount, formatNumber } from '@/lib/format/format'
import type { RatePoint } from '@/lib/model/live/current-rate'

type Props = {
  points: RatePoint[]
  /** How long ago they were read: what came since is not known. */
  ageSeconds: number
}

/** Messages a second over the two minutes up to now. Fills its parent, which has to have a size. */
export function RateChart({ points, ageSeconds }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const palette = useRef<HTMLDivElement>(null)
  const plot = useRef<{ setData: (data: RateSeries) => void }>(null)
  const latest = useRef<RateSeries>([[], []])
  const [pointed, setPointed] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    latest.current = rateSeries(points, ageSeconds)
    plot.current?.setData(latest.current)
  }, [points, ageSeconds])

  useEffect(() => {
    let stop: (() => void) | undefined
    let cancelled = false
    import('@/components/charts/rate-plot')
      .then(({ createRatePlot }) => {
        const [element, swatches] = [frame.current, palette.current]
        if (cancelled || element === null || swatches === null) return
        const chart = createRatePlot(element, latest.current, {
          colours: () => readColours(swatches),
          font: getComputedStyle(element).fontFamily,
          onPoint: setPointed,
        })
        plot.current = chart
        const stopWatching = watchLook(element, {
          onResize: (width, height) => chart.setSize({ width, height }),
          onTheme: () => chart.redraw(),
        })
        stop = () => {
          plot.current = null
          stopWatching()
          chart.destroy()
        }
      })
      .catch(() => setFailed(true))
    return () => {
      cancelled = true
      stop?.()
    }
  }, [])

  const point = pointed === null ? undefined : points[pointed]
  return (
    <div className="relative h-full">
      <div role="img" aria-label={summaryOf(points)} ref={frame} className="absolute inset-0" />
      <div ref={palette} aria-hidden className="hidden forced-color-adjust-none">
        <i className="text-accent" />
        <i className="text-accent-fill" />
        <i className="text-line" />
        <i className="text-muted" />
      </div>
      {point ? (
        <p className="pointer-events-none absolute top-1 right-1 rounded-sm bg-raised px-1.5 text-muted text-sm tabular-nums shadow-float">
          {formatNumber(point.received)} received, {rateSeriesEnd(points, ageSeconds) - point.at} s
          ago
        </p>
      ) : null}
      {failed ? (
        <p className="text-muted">The chart could not be loaded; reload to try again.</p>
      ) : null}
    </div>
  )
}

/** A canvas knows no custom properties, so each token is read from an element that wears it. */
function readColours(swatches: HTMLElement): RateColours {
  const [line = '', fill = '', grid = '', text = ''] = [...swatches.children].map(
    (child) => getComputedStyle(child).color,
  )
  return { line, fill, grid, text }
}

function watchLook(
  element: HTMLElement,
  { onResize, onTheme }: { onResize: (width: number, height: number) => void; onTheme: () => void },
) {
  const sizes = new ResizeObserver(([entry]) => {
    if (entry) onResize(Math.round(entry.contentRect.width), Math.round(entry.contentRect.height))
  })
  sizes.observe(element)
  const theme = new MutationObserver(onTheme)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] })
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', onTheme)
  return () => {
    sizes.disconnect()
    theme.disconnect()
    system.removeEventListener('change', onTheme)
  }
}

function summaryOf(points: RatePoint[]): string {
  if (points.length === 0) return 'Messages received over the last two minutes: none yet'
  const counts = points.map((point) => point.received)
  const sum = counts.reduce((total, count) => total + count, 0)
  return `Messages received over the last two minutes: ${formatNumber(sum)}, at most ${formatCount(Math.max(...counts), 'message')} in one second`
}
