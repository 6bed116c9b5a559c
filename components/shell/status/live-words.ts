import { isWaiting, runLook } from '@/components/runs/run-words'
import { relativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatRate } from '@/lib/format/format'
import type { Age, Freshness } from '@/lib/model/live/freshness'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { isActive, type RunMode, type RunSummary } from '@/lib/model/pipeline/ledger'
import { isFollowing } from '@/lib/model/pipeline/workers'

/**
 * The one rate, in the same words wherever it stands; of a run that has ended there is none.
 * @returns such as `received 312/s`.
 */
export function rateWords({ currentRate }: LiveEvent, { database }: Freshness): string | null {
  if (currentRate.kind === 'idle') return null
  if (!database.isFresh) return unknownFor(database)
  if (currentRate.kind === 'measuring') return 'measuring…'
  if (currentRate.kind === 'unknown') return 'rate unknown'
  return `received ${formatRate(currentRate.perSecond)}`
}

/** How long until the queue is empty, as a clause that follows `waiting`; null where no run is active. */
export function timeToEmptyWords(
  { timeToEmpty }: LiveEvent,
  { database, queue }: Freshness,
): string | null {
  if (timeToEmpty.kind === 'none') return null
  if (timeToEmpty.kind === 'unknown' || !database.isFresh || !queue.isFresh) {
    return 'time to empty unknown'
  }
  if (timeToEmpty.kind === 'measuring') return 'time to empty: measuring…'
  const { seconds } = timeToEmpty
  return seconds < 10 ? 'empty in less than 10 s' : `empty in about ${formatDuration(seconds)}`
}

export type Doubt = { tone: 'warn' | 'neutral'; words: string }

/**
 * What is to be said of an active run in place of its state, where that is not known or something keeps
 * it waiting: whatever showed it as running would claim what nobody knows.
 * @param isLost whether the connection to the console is lost, with all that it would say of servers.
 */
export function runDoubt(
  event: LiveEvent,
  { database, queue }: Freshness,
  isLost: boolean,
): Doubt | null {
  const { run, currentRate } = event
  if (run === null || !isActive(run.state)) return null
  if (!database.isFresh) {
    const isTold = !isLost && !event.database.reachable
    return isTold
      ? { tone: 'warn', words: 'waits: database away' }
      : { tone: 'neutral', words: unknownFor(database) }
  }
  const isStuck = event.queue.failure !== null && currentRate.kind === 'unknown'
  if (isStuck && !queue.isFresh && !isWaiting(run)) {
    return { tone: 'warn', words: 'waits: queue away' }
  }
  return null
}

/** What the newest run does, in the status bar. */
export function runStatusWords(event: LiveEvent, fresh: Freshness, isLost: boolean): string {
  const { run, otherActiveRuns } = event
  if (run === null)
    return fresh.database.isFresh ? 'no run yet' : `runs ${unknownFor(fresh.database)}`
  const doubt = runDoubt(event, fresh, isLost)
  if (doubt !== null) return `run ${run.id} ${doubt.words}`
  const others = otherActiveRuns > 0 ? ` and ${otherActiveRuns} more` : ''
  if (isActive(run.state)) return `${activeWords(run, rateWords(event, fresh))}${others}`
  const ended = `run ${run.id} ${runLook(run).word}`
  if (!fresh.database.isFresh) return ended
  // Somebody asked for more than nothing, and has it held.
  const { plan } = event.ingestion
  return `${plan.isPaused && isFollowing(event.ingestion) ? 'paused' : 'idle'} · ${ended}`
}

function activeWords(run: RunSummary, rate: string | null): string {
  if (isWaiting(run)) return `run ${run.id} is waiting: ${run.problem}`
  if (run.state === 'stopping') return `run ${run.id} is stopping`
  return `${ACTIVE[run.mode]}, ${rate ?? 'rate unknown'}`
}

const ACTIVE: Record<RunMode, string> = {
  drain: 'draining',
  follow: 'following',
  redrive: 'redriving',
}

/** `unknown for 18 s`. */
export function unknownFor({ ms }: Age): string {
  const seconds = Math.floor((ms ?? 0) / 1_000)
  return seconds < 1 ? 'unknown' : `unknown for ${formatDuration(seconds)}`
}

/** `as of 18 s ago`. */
export function asOf({ ms }: Age): string {
  return ms === null ? 'not known yet' : `as of ${relativeTime(0, ms)}`
}
