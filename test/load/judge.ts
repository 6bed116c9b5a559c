import type { Answer } from '@/test/load/floods'
import type { Seen } from '@/test/load/watch'
import { percentile } from '@/test/support/statistics'

export type Measured = {
  seen: Seen
  answers: readonly Answer[]
  /** Statuses that are no refusals. */
  served: readonly number[]
  /** Of `/logins` when nothing else was asked. */
  quietMs: number
  rssMb: { before: number; after: number }
  uncaught: number
}

const LOGINS_MS = 2_000
/** On a slow machine, as many times as long as in quiet. */
const LOGINS_TIMES = 8
const RSS_MB = 50

/** What a signed-in person may wait at most. */
export function longestLoginsMs(quietMs: number): number {
  return Math.max(LOGINS_MS, quietMs * LOGINS_TIMES)
}

/** The bars that were missed, each in a sentence. */
export function missedBars({
  seen,
  answers,
  served,
  quietMs,
  rssMb,
  uncaught,
}: Measured): string[] {
  const missed: string[] = []
  const ill = seen.health.filter((status) => status !== 200).length
  if (ill > 0) missed.push(`${ill} of ${seen.health.length} health checks failed.`)
  const longest = longestLoginsMs(quietMs)
  const loginsMs = seen.loginsMs.length === 0 ? Infinity : percentile(seen.loginsMs, 0.95)
  if (loginsMs > longest) missed.push(`/logins took longer than ${Math.round(longest)} ms.`)
  const grown = rssMb.after - rssMb.before
  if (grown > RSS_MB) missed.push(`${Math.round(grown)} MB were not given back.`)
  if (uncaught > 0) missed.push(`${uncaught} exceptions reached the top.`)
  const wrong = answers.filter((answer) => !served.includes(answer.status) && !isRefusal(answer))
  if (wrong.length > 0) missed.push(`${wrong.length} refusals were none: ${statuses(wrong)}.`)
  return missed
}

/** How often each status was seen, as in `200 × 16, 429 × 84`. */
export function statuses(answers: readonly Answer[]): string {
  const counts = new Map<number, number>()
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${status || 'cut'} × ${count}`).join(', ')
}

function isRefusal({ status, retryAfter }: Answer): boolean {
  return status === 413 || ((status === 429 || status === 503) && retryAfter)
}
