import { HISTORY_METRICS, type HistoryMetric } from '@/components/overview/history/history-metrics'
import type { HistoryFigures, HistorySpan } from '@/lib/model/pipeline/history'

export const SPAN_WORDS: Record<HistorySpan, string> = { '24h': '24 h', '7d': '7 d' }

/** Where a figure has grown more than tenfold, a percentage says little. */
const MAX_PERCENT = 900

type Compared = { current: number | null; before: number | null }

/** A figure beside the one of the span before, in a few words: `8 % more`, `none before`. */
export function comparison(metric: HistoryMetric, { current, before }: Compared): string {
  if (current === null) return ''
  if (before === null) return 'unknown before'
  if (before === 0) return 'none before'
  if (current === before) return `${metric.asMuch} before`
  if (current === 0) return `${metric.format(before)} before`
  return changeOf(metric, current, before)
}

/** The same as a sentence: `12,340 received, 8 % more than the 24 h before`. */
export function comparisonSentence(
  metric: HistoryMetric,
  { current, before, span }: Compared & { span: HistorySpan },
): string {
  if (current === null) return metric.unknown
  const said = metric.phrase(current)
  const then = `the ${SPAN_WORDS[span]} before`
  if (before === null) return `${said}, unknown in ${then}`
  if (before === 0) return `${said}, none in ${then}`
  if (current === 0) return `${said}, ${metric.format(before)} in ${then}`
  if (current === before) return `${said}, ${metric.asMuch} as in ${then}`
  const change = changeOf(metric, current, before)
  return `${said}, ${change} ${change.endsWith(metric.asMuch) ? 'as' : 'than'} ${then}`
}

/** All that a bar tells: `1,200 received · 1,190 stored · … · up to 300 waiting · waited up to 12 s`. */
export function figuresInWords(figures: HistoryFigures): string {
  return HISTORY_METRICS.map((metric) => said(metric, figures)).join(' · ')
}

/** One of them: `1,200 received`, `queue depth unknown`. */
export function said({ key, phrase, unknown }: HistoryMetric, figures: HistoryFigures): string {
  const value = figures[key]
  return value === null ? unknown : phrase(value)
}

function changeOf({ more, less, asMuch }: HistoryMetric, current: number, before: number): string {
  const percent = (100 * (current - before)) / before
  if (percent > MAX_PERCENT) return `${Math.round(current / before)} times ${asMuch}`
  const size = Math.round(Math.abs(percent))
  if (size === 0) return `about ${asMuch}`
  // Something is left: it did not fall by all of it.
  return percent > 0 ? `${size} % ${more}` : `${Math.min(99, size)} % ${less}`
}
