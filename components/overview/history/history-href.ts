import type { HistoryMetric } from '@/components/overview/history/history-metrics'
import type { HistoryBar, HistorySpan } from '@/lib/model/pipeline/history'

type Bar = Pick<HistoryBar, 'fromMs' | 'toMs' | 'runsFromMs'>

/**
 * Where a bar leads: to the logins sent in its time, or to the runs whose batches it counts, the first of
 * which may have begun before it. Written as the queries of the two lists read it: their definitions
 * would be most of this page's script.
 */
export function historyHref({ leadsTo }: Pick<HistoryMetric, 'leadsTo'>, bar: Bar): string {
  if (leadsTo === 'logins') return `/logins?${spanOf(bar.fromMs, bar.toMs)}`
  return `/runs?${spanOf(Math.min(bar.fromMs, bar.runsFromMs ?? bar.fromMs), bar.toMs)}`
}

/** The rejected messages of a span, counted by reason. */
export function rejectedOf(span: HistorySpan): string {
  return `/rejected?by=reason&range=${span}`
}

function spanOf(fromMs: number, toMs: number): string {
  const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString())
  return new URLSearchParams({ from: from ?? '', to: to ?? '' }).toString()
}
