import { formatCount, formatDuration, formatNumber } from '@/lib/format/format'
import type { HistoryFigure } from '@/lib/model/pipeline/history'

/** A figure of the history: its words, and where its bars lead. */
export type HistoryMetric = {
  key: HistoryFigure
  label: string
  means: string
  /** Bars lead to the logins of their time, or to the runs whose batches they count. */
  leadsTo: 'logins' | 'runs'
  /** The value alone: `12,340`. */
  format: (value: number) => string
  /** The value in a sentence: `12,340 received`. */
  phrase: (value: number) => string
  /** Said where it is not known. */
  unknown: string
  more: string
  less: string
  /** `as many`, `as high`. */
  asMuch: string
}

const COUNT = {
  format: formatNumber,
  more: 'more',
  less: 'fewer',
  asMuch: 'as many',
}

/** All figures, in the order in which they stand. */
export const HISTORY_METRICS: readonly HistoryMetric[] = [
  {
    ...COUNT,
    key: 'received',
    label: 'received',
    means: 'Messages received in batches that were committed in this time',
    leadsTo: 'logins',
    phrase: (value) => `${formatNumber(value)} received`,
    unknown: 'received: unknown',
  },
  {
    ...COUNT,
    key: 'stored',
    label: 'stored',
    means: 'Logins committed to the database',
    leadsTo: 'logins',
    phrase: (value) => `${formatNumber(value)} stored`,
    unknown: 'stored: unknown',
  },
  {
    ...COUNT,
    key: 'duplicates',
    label: 'duplicates',
    means: 'Repeated deliveries of messages that were already stored',
    leadsTo: 'runs',
    phrase: (value) => formatCount(value, 'duplicate'),
    unknown: 'duplicates: unknown',
  },
  {
    ...COUNT,
    key: 'rejected',
    label: 'rejected',
    means: 'Bad messages, kept sealed with their reasons',
    leadsTo: 'runs',
    phrase: (value) => `${formatNumber(value)} rejected`,
    unknown: 'rejected: unknown',
  },
  {
    ...COUNT,
    key: 'failed',
    label: 'failed',
    means: 'Messages of batches that were given up; they return to the queue',
    leadsTo: 'runs',
    phrase: (value) => `${formatNumber(value)} failed`,
    unknown: 'failed: unknown',
  },
  {
    key: 'depth',
    label: 'queue depth',
    means: 'The largest number of messages waiting at once, sampled every minute',
    leadsTo: 'runs',
    format: formatNumber,
    phrase: (value) => (value === 0 ? 'none waiting' : `up to ${formatNumber(value)} waiting`),
    unknown: 'queue depth unknown',
    more: 'higher',
    less: 'lower',
    asMuch: 'as high',
  },
  {
    key: 'stall',
    label: 'longest wait',
    means: 'The longest time messages waited while none was stored',
    leadsTo: 'runs',
    format: formatDuration,
    phrase: (value) => (value === 0 ? 'no wait' : `waited up to ${formatDuration(value)}`),
    unknown: 'longest wait unknown',
    more: 'longer',
    less: 'shorter',
    asMuch: 'as long',
  },
]

/** A figure by its key. */
export function historyMetric(key: HistoryFigure): HistoryMetric {
  return HISTORY_METRICS.find((metric) => metric.key === key) as HistoryMetric
}
