import type { Steps } from '@/test/bench/jobs/hands'
import type { Job, Way } from '@/test/bench/jobs/job'

/** How a job went: its steps by each way, or why it did not come to its end. */
export type Done = {
  job: Pick<Job, 'name' | 'anchor'>
  ways: Partial<Record<Way, Steps>>
  failure: string | null
}

/** Whether the best of its ways takes more steps than the anchor; null where there is no anchor. */
export function isBehind({ job, ways }: Pick<Done, 'job' | 'ways'>): boolean | null {
  const { steps } = job.anchor
  if (steps === null) return null
  return Math.min(...Object.values(ways).map(({ count }) => count)) > steps
}

/** The table of jobs, line by line. */
export function tableOf(rows: readonly Done[]): string[] {
  const names = ['job', ...rows.map(({ job }) => job.name)]
  const width = Math.max(...names.map((name) => name.length)) + 2
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => cell.padEnd([width, 9, 10, 32, 0][at] ?? 0))
      .join('')
      .trimEnd()
  return [
    line(['job', 'mouse', 'keyboard', 'anchor', 'behind?']),
    ...rows.map((row) => {
      const { product, steps } = row.job.anchor
      return line([
        row.job.name,
        stepsText(row.ways.mouse),
        stepsText(row.ways.keyboard),
        steps === null ? product : `${product}: ${steps}`,
        verdict(row),
      ])
    }),
  ]
}

/** Whether every job came to its end, and none takes more steps than its anchor. */
export function isHeld(rows: readonly Done[]): boolean {
  return rows.every((row) => row.failure === null && isBehind(row) !== true)
}

function stepsText(steps: Steps | undefined): string {
  if (steps === undefined) return '–'
  return `${steps.count}${' + j'.repeat(steps.justified)}`
}

function verdict(row: Done): string {
  if (row.failure !== null) return `FAILED: ${row.failure}`
  const behind = isBehind(row)
  if (behind === null) return '–'
  return behind ? 'BEHIND' : 'no'
}
