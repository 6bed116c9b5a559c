import { HISTORY_METRICS, type HistoryMetric } from '@/components/overview/history/history-metrics'
import { comparison, comparisonSentence } from '@/components/overview/history/history-words'
import { cn } from '@/components/ui/cn'
import {
  type History,
  type HistoryFigure,
  type HistoryFigures,
  totalOf,
} from '@/lib/model/pipeline/history'

type Props = {
  history: History
  chosen: HistoryFigure
  onChoose: (key: HistoryFigure) => void
}

/** The figures of the whole span, each beside that of the span before. The chosen one is drawn. */
export function HistoryTiles({ history, chosen, onChoose }: Props) {
  const total = totalOf(history.bars)
  return (
    <ul className="-mx-2 mt-2 grid shrink-0 grid-cols-7 max-md:grid-cols-2">
      {HISTORY_METRICS.map((metric) => (
        <li key={metric.key} className="min-w-0">
          <Tile
            metric={metric}
            total={total}
            history={history}
            isChosen={metric.key === chosen}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ul>
  )
}

type TileProps = {
  metric: HistoryMetric
  total: HistoryFigures
  history: History
  isChosen: boolean
  onChoose: (key: HistoryFigure) => void
}

function Tile({ metric, total, history, isChosen, onChoose }: TileProps) {
  const compared = { current: total[metric.key], before: history.before[metric.key] }
  const isTrouble = metric.key === 'failed' || metric.key === 'rejected'
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      data-history={metric.key}
      title={`${comparisonSentence(metric, { ...compared, span: history.span })}. ${metric.means}.`}
      onClick={() => onChoose(metric.key)}
      className={cn(
        'focus-inset h-17 w-full rounded-md px-2 py-1.5 text-left tabular-nums hover:bg-hover',
        isChosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <span className="block truncate text-muted text-xs">{metric.label}</span>
      <span
        className={cn(
          'block truncate font-semibold text-lg',
          isTrouble && (compared.current ?? 0) > 0 && 'text-warn',
          compared.current === null && 'font-normal text-muted',
        )}
      >
        {compared.current === null ? 'unknown' : metric.format(compared.current)}
      </span>
      <span className="block h-4 truncate text-muted text-xs">{comparison(metric, compared)}</span>
    </button>
  )
}
