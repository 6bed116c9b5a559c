import { describe, expect, it } from 'vitest'
import { HistoryChart } from '@/components/overview/history/history-chart'
import { historyMetric } from '@/components/overview/history/history-metrics'
import { HistoryTiles } from '@/components/overview/history/history-tiles'
import { type History, type HistoryFigures, NO_FIGURES } from '@/lib/model/pipeline/history'
import { HOUR_MS } from '@/lib/model/time/units'
import { renderedText } from '@/test/support/render'

const START = Date.parse('2026-11-26T11:30:00Z')

function history(
  figures: Partial<HistoryFigures>[],
  before: Partial<HistoryFigures> = {},
): History {
  return {
    span: '24h',
    timeZone: 'Asia/Kolkata',
    nowMs: START + figures.length * HOUR_MS - 1,
    bars: figures.map((each, at) => ({
      ...NO_FIGURES,
      ...each,
      fromMs: START + at * HOUR_MS,
      toMs: START + (at + 1) * HOUR_MS,
      runsFromMs: null,
    })),
    before: { ...NO_FIGURES, ...before },
  }
}

describe('the chart of the history', () => {
  it('says the highest bar, and where it begins by the clock of its zone', () => {
    const shown = history([{ received: 3 }, { received: 1_200 }])
    expect(renderedText(<HistoryChart history={shown} metric={historyMetric('received')} />)).toBe(
      'received per hour highest 1,200 since Thu, Nov 26, 17:00 now',
    )
  })

  it('says that a figure is not known, not that it is 0', () => {
    const shown = history([{ received: 3 }])
    const text = renderedText(<HistoryChart history={shown} metric={historyMetric('depth')} />)
    expect(text).toContain('queue depth unknown')
    expect(text).not.toContain('highest')
  })
})

describe('the figures of the history', () => {
  it('are the sums of its bars, each beside that of the span before', () => {
    const shown = history(
      [
        { received: 30, stored: 29, rejected: 1, depth: 12, stall: 0 },
        { received: 78, stored: 78, depth: 9, stall: 0 },
      ],
      { received: 100, stored: 100 },
    )
    const text = renderedText(
      <HistoryTiles history={shown} chosen="received" onChoose={() => undefined} />,
    )
    expect(text).toBe(
      'received 108 8 % more stored 107 7 % more duplicates 0 none before rejected 1 none before failed 0 none before queue depth 12 unknown before longest wait 0 s unknown before',
    )
  })
})
