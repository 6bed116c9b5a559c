import type { Tone } from '@/components/ui/badge'
import { relativeTime } from '@/components/ui/time/relative-time'
import type { WorkerState, WorkerView } from '@/lib/model/pipeline/workers'

type Look = { word: string; tone: Tone; means: string }

/** A message that came so lately shows that more are coming. */
const IDLE_MS = 10_000

const STATES: Record<WorkerState, Look> = {
  starting: { word: 'starting', tone: 'info', means: 'It is starting to follow.' },
  following: { word: 'following', tone: 'accent', means: 'It ingests messages as they come.' },
  waiting: {
    word: 'waiting',
    tone: 'warn',
    means: 'Something it needs is unavailable. It continues automatically.',
  },
  paused: { word: 'paused', tone: 'neutral', means: 'It receives nothing until it is resumed.' },
  off: { word: 'not following', tone: 'neutral', means: 'This console was not asked to follow.' },
  ended: { word: 'ended', tone: 'neutral', means: 'It stored its batches in hand and shut down.' },
}

/** What a process does, as a word and what it means. */
export function workerLook(
  worker: Pick<WorkerView, 'state' | 'isSilent' | 'problem' | 'lastMessageAt'>,
  nowMs: number,
): Look {
  const { state, isSilent, problem, lastMessageAt } = worker
  if (isSilent) {
    return {
      word: 'silent',
      tone: 'danger',
      means: 'It died, or cannot reach the database. Messages in flight return to the queue.',
    }
  }
  if (state === 'following' && isIdle(lastMessageAt, nowMs)) {
    return { word: 'idle', tone: 'ok', means: `${idleWords(lastMessageAt, nowMs)}.` }
  }
  return problem === null ? STATES[state] : { ...STATES[state], means: problem }
}

/** What it receives in a second; null where it receives nothing by now, whatever it did a moment ago. */
export function workerRate({ state, isSilent, rate }: WorkerView): number | null {
  return isSilent || state === 'paused' || state === 'ended' ? null : rate
}

/** Whether messages have stopped coming, for now. */
export function isIdle(lastMessageAt: string | null, nowMs: number): boolean {
  return lastMessageAt === null || nowMs - Date.parse(lastMessageAt) > IDLE_MS
}

/** `Waiting for messages; the last one arrived 4 min ago`. */
export function idleWords(lastMessageAt: string | null, nowMs: number): string {
  if (lastMessageAt === null) return 'Waiting for messages; none has arrived yet'
  return `Waiting for messages; the last one arrived ${relativeTime(Date.parse(lastMessageAt), nowMs)}`
}
