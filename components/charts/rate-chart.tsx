'use client'

import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef, useState } from 'react'
import type { RateColours, RateSeries } from '@/components/charts/rate-plot'
import { formatRate } from '@/lib/format/format'
import type { RatePoint } from '@/lib/model/live/live-view'

/** Messages a second over the last two minutes. Fills its parent, which has to have a size. */
export function RateChart({ points }: { points: RatePoint[] }) {
  const frame = useRef<HTMLDivElement>(null)
  const palette = useRef<HTMLDivElement>(null)
  const plot = useRef<{ setData: (data: [number[], number[]]) => void }>(null)
  const latest = useRef<RateSeries>({ at: [], perSecond: [] })
  const [pointed, setPointed] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    latest.current = {
      at: points.map((point) => point.at),
      perSecond: points.map((point) => point.received),
    }
    plot.current?.setData([latest.current.at, latest.current.perSecond])
  }, [points])

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
          {formatRate(point.received)}, {(points.at(-1)?.at ?? point.at) - point.at} s ago
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
  if (points.length === 0) return 'Messages a second over the last two minutes: none yet'
  const rates = points.map((point) => point.received)
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
  return `Messages a second over the last two minutes: highest ${formatRate(Math.max(...rates))}, on average ${formatRate(mean)}, in the last second ${formatRate(rates.at(-1) ?? 0)}`
}
