import type { RunMode, RunState } from '@/lib/ledger'

type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral' | 'accent'

/** What a run's state is called, and how it looks. */
export const RUN_STATES: Record<RunState, { word: string; tone: Tone; means: string }> = {
  running: { word: 'running', tone: 'accent', means: 'It receives, masks and stores.' },
  stopping: { word: 'stopping', tone: 'warn', means: 'It finishes the batches in hand.' },
  finished: { word: 'finished', tone: 'ok', means: 'The queue was empty.' },
  stopped: { word: 'stopped', tone: 'neutral', means: 'Somebody stopped it.' },
  failed: { word: 'failed', tone: 'danger', means: 'It gave up; what it held reappears.' },
  interrupted: {
    word: 'interrupted',
    tone: 'warn',
    means: 'Its process ended without a word; what it held reappears.',
  },
}

export const RUN_MODES: Record<RunMode, string> = {
  drain: 'drain',
  follow: 'follow',
}
