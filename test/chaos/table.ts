import type { Outcome } from '@/test/chaos/run-fault'

const COLUMNS = [
  'fault',
  'client',
  'times',
  'lost',
  'doubled',
  'dead',
  'told',
  'recovered',
] as const
const WIDTHS = [60, 6, 6, 6, 8, 5, 14, 10]

/** The heading of the table. */
export function heading(): string {
  return row([...COLUMNS])
}

/** A fault's line; what was not as it must be stands beneath it. */
export function lineOf(outcome: Outcome): string {
  const { fault, client, times, lost, forgotten, doubled, deadLettered, told, recoveredSeconds } =
    outcome
  const mark = outcome.problems.length === 0 ? '✓' : '✗'
  return [
    row([
      `${mark} ${fault}`,
      client,
      times,
      lost,
      doubled,
      deadLettered,
      told.join(' ') || '-',
      recoveredSeconds === null ? 'never' : `${recoveredSeconds.toFixed(1)} s`,
    ]),
    ...(forgotten > 0 ? [`    ${forgotten} lost by the database, which had committed them`] : []),
    ...outcome.problems.map((problem) => `    ${problem}`),
  ].join('\n')
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, at) => String(cell).padEnd(WIDTHS[at] ?? 0))
    .join(' ')
    .trimEnd()
}
