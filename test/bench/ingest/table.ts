import type { Outcome } from '@/test/bench/ingest/round'
import { median } from '@/test/support/statistics'

/** The median of each figure over some rounds. */
export function middleOf(rounds: readonly Outcome[]): Outcome {
  const of = (figure: (round: Outcome) => number) => median(rounds.map(figure))
  return {
    rate: of(({ rate }) => rate),
    clientMicros: of(({ clientMicros }) => clientMicros),
    postgresMicros: of(({ postgresMicros }) => postgresMicros),
    queueMicros: of(({ queueMicros }) => queueMicros),
    calls: of(({ calls }) => calls),
    rssMb: of(({ rssMb }) => rssMb),
    problems: rounds.flatMap(({ problems }) => problems),
  }
}

export const HEADING = columns([
  'contender',
  'messages/s',
  'client µs',
  'Postgres µs',
  'queue µs',
  'SQS calls',
  'RSS MB',
])

export function row(name: string, outcome: Outcome): string {
  return columns([
    name,
    Math.round(outcome.rate).toLocaleString('en-US'),
    outcome.clientMicros.toFixed(0),
    outcome.postgresMicros === 0 ? '–' : outcome.postgresMicros.toFixed(0),
    outcome.queueMicros.toFixed(0),
    outcome.calls.toFixed(3),
    outcome.rssMb.toFixed(0),
  ])
}

function columns([name = '', ...figures]: string[]): string {
  return `${name.padEnd(28)}${figures.map((figure) => figure.padStart(12)).join('')}`
}

/** A ratio of the run beside its bar. */
export type Bar = { says: string; ratio: number; bar: number; atMost?: boolean }

export function barLine({ says, ratio, bar, atMost = false }: Bar): string {
  const isHeld = atMost ? ratio <= bar : ratio >= bar
  const wanted = `${atMost ? '≤' : '≥'} ${bar}`
  return `${isHeld ? 'held  ' : 'MISSED'}  ${says.padEnd(62)} ${ratio.toFixed(2).padStart(7)}  ${wanted}`
}
