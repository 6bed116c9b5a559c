'use client'

import Link from 'next/link'
import { type ReactNode, Suspense, use, useState } from 'react'
import { HistoryChart } from '@/components/overview/history/history-chart'
import { HistoryFrame, HistorySkeleton } from '@/components/overview/history/history-frame'
import { rejectedOf } from '@/components/overview/history/history-href'
import { historyMetric } from '@/components/overview/history/history-metrics'
import { HistoryTiles } from '@/components/overview/history/history-tiles'
import { comparisonSentence, SPAN_WORDS } from '@/components/overview/history/history-words'
import { type HistoryState, useHistory } from '@/components/overview/history/use-history'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { useZoneRefresh } from '@/components/ui/time/use-zone-refresh'
import {
  HISTORY_SPANS,
  type History,
  type HistoryFigure,
  type HistorySpan,
  isHistoryEmpty,
  totalOf,
} from '@/lib/model/pipeline/history'
import type { Loaded } from '@/lib/model/query/loaded'

type Props = { loaded: Promise<Loaded<History>>; span: HistorySpan }

/** What became of messages in the last day or week, against the one before. Each bar leads on. */
export function HistoryPane(props: Props) {
  return (
    <Suspense fallback={<HistorySkeleton />}>
      <Read {...props} />
    </Suspense>
  )
}

function Read({ loaded, span: renderedSpan }: Props) {
  const found = use(loaded)
  const state = useHistory(found.kind === 'loaded' ? found.value : null, renderedSpan)
  const { history, span, isFailed } = state
  const switches = <Spans span={span} onChoose={state.choose} />
  if (history === null || (isFailed && history.span !== span)) {
    const cause = found.kind === 'failed' ? found.cause : 'No response from the server'
    return (
      <HistoryFrame aside={switches}>
        <Failed cause={cause} state={state} />
      </HistoryFrame>
    )
  }
  return <Shown state={state} history={history} switches={switches} />
}

type ShownProps = { state: HistoryState; history: History; switches: ReactNode }

function Shown({ state, history, switches }: ShownProps) {
  useZoneRefresh(history.timeZone)
  const [key, setKey] = useState<HistoryFigure>('received')
  const metric = historyMetric(key)
  const { span, before } = history
  if (isHistoryEmpty(history)) {
    return (
      <HistoryFrame aside={switches}>
        <p className="mt-2 max-w-160 text-muted">
          Nothing in the last {SPAN_WORDS[span]}. What is received, stored and rejected, and how
          deep the queue was, will stand here in bars, beside the {SPAN_WORDS[span]} before.
        </p>
      </HistoryFrame>
    )
  }
  const compared = { current: totalOf(history.bars)[key], before: before[key], span }
  return (
    <HistoryFrame
      subtitle={comparisonSentence(metric, compared)}
      aside={
        <span className="flex items-center gap-3">
          {state.isFailed ? (
            <span className="text-warn">
              as of <RelativeTime at={new Date(history.nowMs).toISOString()} />
            </span>
          ) : null}
          {totalOf(history.bars).rejected > 0 ? (
            <Link
              href={rejectedOf(span)}
              prefetch={false}
              title={`Why messages were rejected in the last ${SPAN_WORDS[span]}`}
              className="rounded-sm text-warn underline-offset-4 hover:underline"
            >
              Rejected by reason
            </Link>
          ) : null}
          {switches}
        </span>
      }
    >
      <div
        aria-busy={span !== state.span}
        className={cn('flex min-h-0 flex-1 flex-col', span !== state.span && 'opacity-60')}
      >
        <HistoryTiles history={history} chosen={key} onChoose={setKey} />
        <HistoryChart history={history} metric={metric} />
      </div>
    </HistoryFrame>
  )
}

type SpansProps = { span: HistorySpan; onChoose: (span: HistorySpan) => void }

function Spans({ span, onChoose }: SpansProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <span role="group" aria-label="How far back" className="flex gap-1">
      {HISTORY_SPANS.map((each) => (
        <Button
          key={each}
          size="sm"
          variant={each === span ? 'soft' : 'ghost'}
          aria-pressed={each === span}
          onClick={() => onChoose(each)}
        >
          {SPAN_WORDS[each]}
        </Button>
      ))}
    </span>
  )
}

function Failed({ cause, state }: { cause: string; state: HistoryState }) {
  return (
    <div className="mt-2 flex flex-col items-start gap-3">
      <p>
        The history could not be read. <span className="text-muted">{cause}.</span>
      </p>
      <Button size="sm" onClick={state.retry} pending={state.isReading}>
        Try again
      </Button>
    </div>
  )
}
