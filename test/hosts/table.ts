import type { Outcome } from '@/test/hosts/run-scenario'

const COLUMNS = [
  'scenario',
  'sent',
  'stored',
  'rejected',
  'waiting',
  'dead',
  'lost',
  'doubled',
  'looks',
]
const WIDTHS = [54, 7, 7, 8, 7, 5, 5, 7, 5]

/** The table of all scenarios; what was not as it must be, and what happened, beneath each. */
export function tableOf(outcomes: readonly Outcome[]): string {
  return [row(COLUMNS), ...outcomes.map(lineOf)].join('\n')
}

function lineOf(outcome: Outcome): string {
  const { scenario, sent, lost, doubled, deadLettered, balance, notes, problems } = outcome
  const mark = problems.length === 0 ? '✓' : '✗'
  const places = [outcome.stored, outcome.rejected, outcome.waiting]
  return [
    row([`${mark} ${scenario}`, sent, ...places, deadLettered, lost, doubled, balance.looks]),
    ...(notes.length > 0 ? [`    ${notes.join(', ')}`] : []),
    ...problems.map((problem) => `    ✗ ${problem}`),
  ].join('\n')
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, at) => String(cell).padEnd(WIDTHS[at] ?? 0))
    .join(' ')
    .trimEnd()
}
