'use client'

import { useState } from 'react'
import { bucketsOf, type Span, timeOf } from '@/components/logins/charts/time-buckets'
import type { ChartKeyAction } from '@/components/logins/charts/use-chart-marks'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { choiceOf, type TimeChoice } from '@/lib/model/query/parts/time-parts'
import { type FixedSpan, steppedSpan, zoomedIn, zoomedOut } from '@/lib/model/time/move-span'

/** A time that the chart was moved from, and the one that it was moved to. */
type Move = { from: TimeChoice; to: TimeChoice }

/** As many moves can be taken back. */
const MAX_MOVES = 20

type Options = {
  query: LoginsQuery
  histogram: LoginHistogram
  span: Span
  nowMs: number
  go: (change: Partial<LoginsQuery>) => void
}

export type ChartTime = ReturnType<typeof useChartTime>

/** The time that a chart shows, and ways to another one. */
export function useChartTime({ query, histogram, span, nowMs, go }: Options) {
  const [moves, setMoves] = useState<Move[]>([])
  const shown = shownSpan(histogram, span)
  const { timeZone } = histogram
  const before: TimeChoice = { range: query.range, from: query.from, to: query.to }
  const lastMove = moves.at(-1)
  // What somebody chose since is not ours to take back.
  const canGoBack = lastMove !== undefined && isSame(lastMove.to, before)

  const show = (to: FixedSpan) => {
    const choice = choiceOf(to)
    const kept = canGoBack ? moves : []
    setMoves([...kept, { from: before, to: choice }].slice(-MAX_MOVES))
    go(choice)
  }
  const back = () => {
    if (!canGoBack) return
    setMoves(moves.slice(0, -1))
    go(lastMove.from)
  }
  const canStepOn = shown !== null && shown.toMs < nowMs
  const act = (action: ChartKeyAction, aroundMs?: number) => {
    if (action === 'back') back()
    else if (shown === null || (action === 'later' && !canStepOn)) return
    else if (action === 'zoom-out') show(zoomedOut(shown, nowMs))
    else if (action === 'zoom-in') {
      show(zoomedIn(shown, aroundMs ?? (shown.fromMs + shown.toMs) / 2))
    } else show(steppedSpan(shown, action === 'later' ? 1 : -1, timeZone))
  }
  // What an action would do now; commands that are kept are made anew with it.
  const identity = `${shown?.fromMs} ${shown?.toMs} ${JSON.stringify(query)} ${moves.length}`
  return { show, act, canGoBack, canStepOn, canMove: shown !== null, identity }
}

/** From the first bar to the last, and no more than the filter asks for; null of a chart without a bar. */
function shownSpan(histogram: LoginHistogram, span: Span): FixedSpan | null {
  const buckets = bucketsOf(histogram)
  const [first, last] = [buckets[0], buckets.at(-1)]
  if (first === undefined || last === undefined) return null
  const [fromMs, toMs] = timeOf([first, last], span)
  return { fromMs, toMs }
}

function isSame(one: TimeChoice, other: TimeChoice): boolean {
  return one.range === other.range && one.from === other.from && one.to === other.to
}
