import uPlot from 'uplot'
import type { RateSeries } from '@/components/charts/rate-series'
import { formatCompact } from '@/lib/format/format'

export type RateColours = { line: string; fill: string; grid: string; text: string }

const SPAN_SECONDS = 120
const TICK_SECONDS = 30
/** A gap up to now that is no longer is but the time until the next event. */
const SHORTEST_GAP_SECONDS = 3

type Options = {
  colours: () => RateColours
  font: string
  /** The index that is pointed at, or null. */
  onPoint: (index: number | null) => void
}

/** A rate over the last two minutes, drawn by uPlot into an element that has a size. */
export function createRatePlot(element: HTMLElement, series: RateSeries, options: Options): uPlot {
  const { colours, font, onPoint } = options
  const axis: uPlot.Axis = {
    font: `11px ${font}`,
    stroke: () => colours().text,
    ticks: { show: false },
    border: { show: false },
  }
  return new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [8, 14, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
      scales: { x: { time: false, range: spanOf }, y: { range: fromZero } },
      axes: [
        { ...axis, size: 24, gap: 6, grid: { show: false }, splits: ticksOf, values: agoOf },
        {
          ...axis,
          size: 40,
          gap: 8,
          grid: { stroke: () => colours().grid, width: 1 },
          splits: (_plot, _axis, _min, max) => [0, max / 2, max],
          values: (_plot, splits) => splits.map(formatCompact),
        },
      ],
      series: [
        {},
        {
          stroke: () => colours().line,
          fill: () => colours().fill,
          width: 1.5,
          points: { show: false },
        },
      ],
      hooks: {
        setCursor: [(plot) => onPoint(plot.cursor.idx ?? null)],
        draw: [(plot) => shadeGap(plot, colours().grid)],
      },
    },
    series,
    element,
  )
}

/** The two minutes that end in now, however little of them is known. */
function spanOf(_plot: uPlot, _min: number | null, max: number | null): uPlot.Range.MinMax {
  const end = max ?? SPAN_SECONDS
  return [end - SPAN_SECONDS + 1, end]
}

/** Up to the next round number, so that half of it is a round number, too. */
function fromZero(_plot: uPlot, _min: number | null, max: number | null): uPlot.Range.MinMax {
  const most = Math.max(max ?? 0, 1)
  const unit = 10 ** Math.floor(Math.log10(most))
  const round = [1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * unit >= most * 1.05) ?? 12
  return [0, Math.max(round * unit, 4)]
}

function ticksOf(_plot: uPlot, _axis: number, min: number, max: number): number[] {
  const ticks: number[] = []
  for (let at = max; at > min; at -= TICK_SECONDS) ticks.unshift(at)
  return ticks
}

function agoOf(plot: uPlot, splits: number[]): string[] {
  const end = plot.scales.x?.max ?? 0
  return splits.map((at) => (at === end ? 'now' : `−${Math.round(end - at)} s`))
}

/** What is not known, from the last point to now. */
function shadeGap(plot: uPlot, colour: string) {
  const [last, end] = [lastKnown(plot), plot.scales.x?.max]
  if (last === undefined || end == null || end - last <= SHORTEST_GAP_SECONDS) return
  const from = Math.max(plot.bbox.left, plot.valToPos(last, 'x', true))
  const width = plot.bbox.left + plot.bbox.width - from
  plot.ctx.fillStyle = colour
  plot.ctx.fillRect(from, plot.bbox.top, width, plot.bbox.height)
}

function lastKnown({ data }: uPlot): number | undefined {
  const [at, received] = data
  let index = (received?.length ?? 0) - 1
  while (index >= 0 && received?.[index] === null) index -= 1
  return at?.[index]
}
