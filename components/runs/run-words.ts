import {
  isActive,
  RUN_STATES,
  type RunMode,
  type RunState,
  type RunSummary,
} from '@/lib/model/pipeline/ledger'

type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral' | 'accent'

type Look = { word: string; tone: Tone; means: string }

const STATES: Record<RunState, Look> = {
  running: { word: 'running', tone: 'accent', means: 'It receives, masks and stores.' },
  stopping: { word: 'stopping', tone: 'warn', means: 'It finishes the batches in hand.' },
  finished: { word: 'finished', tone: 'ok', means: 'The queue was found empty.' },
  stopped: { word: 'stopped', tone: 'neutral', means: 'Somebody stopped it.' },
  failed: {
    word: 'failed',
    tone: 'danger',
    means: 'It gave up. Messages that it had not stored return to the queue.',
  },
  interrupted: {
    word: 'interrupted',
    tone: 'warn',
    means:
      'Its process died, or could not reach the database. Messages in flight return to the queue.',
  },
}

/** What each state is called. */
export const STATE_WORDS = Object.fromEntries(
  RUN_STATES.map((state) => [state, STATES[state].word]),
) as Record<RunState, string>

/** What a run's state is called, and how it looks: one that waits or ended early says so. */
export function runLook(run: Pick<RunSummary, 'state' | 'problem'> & { mode?: RunMode }): Look {
  if (isWaiting(run)) return { word: 'waiting', tone: 'warn', means: run.problem ?? '' }
  if (run.state === 'stopped' && run.problem !== null) {
    return { word: 'stopped early', tone: 'warn', means: run.problem }
  }
  if (run.mode === 'follow' && run.state === 'finished') return CUT
  return STATES[run.state]
}

/** Of a follower: it is cut at midnight, and where it becomes long. */
const CUT: Look = {
  word: 'finished',
  tone: 'ok',
  means: 'It reached its maximum length; ingestion continues in the next run.',
}

/** A run in a phrase: `Run 42, failed, started by admin@example.com`. */
export function runTitle(run: Pick<RunSummary, 'id' | 'state' | 'problem' | 'startedBy'>): string {
  return `Run ${run.id}, ${runLook(run).word}, started by ${run.startedBy}`
}

/** Whether a run is held up; it goes on by itself. */
export function isWaiting({ state, problem }: Pick<RunSummary, 'state' | 'problem'>): boolean {
  return state === 'running' && problem !== null
}

/**
 * Why a run waits, or ended as it did, as a headline and a sentence; null where all is well. One that
 * failed or was interrupted without a word of its own is told by what its state means.
 */
export function runProblem({ id, state, problem }: Pick<RunSummary, 'id' | 'state' | 'problem'>): {
  tone: 'warn' | 'danger'
  title: string
  cause: string
} | null {
  const endedBadly = state === 'failed' || state === 'interrupted'
  if (state === 'finished' || (problem === null && !endedBadly)) return null
  const tone = state === 'failed' ? 'danger' : 'warn'
  const title = `Run ${id} ${happened(state, problem !== null)}.`
  return { tone, title, cause: problem === null ? STATES[state].means : sentence(problem) }
}

function happened(state: RunState, waited: boolean): string {
  if (state === 'failed') return 'failed'
  if (state === 'stopped') return 'stopped early'
  if (isActive(state)) return 'is waiting'
  return waited ? 'was interrupted while it waited' : 'was interrupted'
}

/** The headline says already that it stopped early. */
function sentence(problem: string): string {
  const cause = problem.replace(/^Stopped early: /, '').replace(/^./, (one) => one.toUpperCase())
  return /[.!?…]$/.test(cause) ? cause : `${cause}.`
}

/** What waited at a run's start, as the queue said; null where it did not say, or more was received. */
export function depthEstimate({ depthAtStart, ledger }: RunSummary): number | null {
  return depthAtStart !== null && ledger.received <= depthAtStart ? depthAtStart : null
}
