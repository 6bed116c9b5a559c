import { formatCount, formatNumber } from '@/lib/format/format'
import {
  DEAD_LETTER_FATES,
  type DeadLetter,
  type DeadLetterFate,
  sampleFigures,
} from '@/lib/model/pipeline/dead-letters'

type Look = { word: string; tone: 'ok' | 'warn' | 'neutral' | 'accent'; means: string }

/** What a redrive makes of a dead letter: a word, how it looks, and what it means. */
export const FATES: Record<DeadLetterFate, Look> = {
  stored: {
    word: 'stored already',
    tone: 'neutral',
    means: 'Its login is stored. A redrive counts it as a duplicate and removes it.',
  },
  rejected: {
    word: 'rejected already',
    tone: 'neutral',
    means: 'It is among the rejected messages. A redrive counts it as a duplicate and removes it.',
  },
  login: { word: 'new login', tone: 'accent', means: 'A redrive stores it.' },
  'no-login': {
    word: 'no login',
    tone: 'warn',
    means: 'A redrive rejects it: it is kept, sealed, with these reasons.',
  },
}

/** `4 looked at: 2 stored already, 1 new login, 1 no login` */
export function sampleWords(letters: readonly DeadLetter[]): string {
  const { fates } = sampleFigures(letters)
  const parts = DEAD_LETTER_FATES.filter((fate) => fates[fate] > 0).map(
    (fate) => `${formatNumber(fates[fate])} ${FATES[fate].word}`,
  )
  return `${formatNumber(letters.length)} looked at: ${parts.join(', ')}`
}

/**
 * How the time of the oldest one looked at is to be called. Only where all were looked at is it that of
 * the oldest there is; SQS itself does not tell it.
 */
export function oldestName(looked: number, waiting: number): string {
  return looked >= waiting ? 'oldest sent' : `oldest of ${formatCount(looked, 'message')} sent`
}
