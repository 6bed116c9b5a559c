/** How far back the history goes: a day in hours, a week in quarters of a day. */
export const HISTORY_SPANS = ['24h', '7d'] as const
export type HistorySpan = (typeof HISTORY_SPANS)[number]

/**
 * What is told of a stretch of time. The counts are those of the ledger. What the queue told is sampled
 * once a minute: null where nobody could ask, which is not 0.
 */
export type HistoryFigures = {
  received: number
  stored: number
  duplicates: number
  rejected: number
  failed: number
  /** The most messages that were visible at once. */
  depth: number | null
  /** The longest time messages waited while none was stored; seconds. */
  stall: number | null
}
export type HistoryFigure = keyof HistoryFigures

/** A part of the history; Unix milliseconds, `toMs` not in it. */
export type HistoryBar = HistoryFigures & {
  fromMs: number
  toMs: number
  /** When the first of the runs began whose batches are counted; null where there are none. */
  runsFromMs: number | null
}

/** A span in bars that follow one another without a gap, and the same time one span earlier. */
export type History = {
  span: HistorySpan
  /** Whose hours and days the bars are. */
  timeZone: string
  /** When it was read, by the clock of the database: the last bar is not over yet. */
  nowMs: number
  bars: HistoryBar[]
  before: HistoryFigures
}

export const NO_FIGURES: HistoryFigures = {
  received: 0,
  stored: 0,
  duplicates: 0,
  rejected: 0,
  failed: 0,
  depth: null,
  stall: null,
}

/** The span that a cookie or a URL names; the shorter one for anything unknown. */
export function parseHistorySpan(text: string | null | undefined): HistorySpan {
  return HISTORY_SPANS.find((span) => span === text) ?? '24h'
}

/** What all bars tell together: counts are added up, of depths and stalls the highest holds. */
export function totalOf(bars: readonly HistoryFigures[]): HistoryFigures {
  return bars.reduce<HistoryFigures>(
    (sum, bar) => ({
      received: sum.received + bar.received,
      stored: sum.stored + bar.stored,
      duplicates: sum.duplicates + bar.duplicates,
      rejected: sum.rejected + bar.rejected,
      failed: sum.failed + bar.failed,
      depth: highest(sum.depth, bar.depth),
      stall: highest(sum.stall, bar.stall),
    }),
    NO_FIGURES,
  )
}

/** Whether there is nothing to draw: no message came in either span, and none waited. */
export function isHistoryEmpty({ bars, before }: Pick<History, 'bars' | 'before'>): boolean {
  return [...bars, before].every(({ received, depth }) => received === 0 && !depth)
}

function highest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}
