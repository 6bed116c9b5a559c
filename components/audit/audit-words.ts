import type { RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'

type Tone = 'ok' | 'warn' | 'danger' | 'info' | 'neutral' | 'accent'

/** What people did, in words. */
export const KINDS: Record<RevealAction, string> = {
  reveal: 'reveal',
  'find-by-original': 'find by original',
  'open-rejected': 'open rejected',
  'return-rejected': 'return rejected',
  'discard-rejected': 'discard rejected',
  'purge-dead-letters': 'purge dead letters',
  'move-dead-letters': 'move dead letters',
  copy: 'copy',
  erase: 'erase',
  'change-passphrase': 'change passphrase',
  'add-recipient': 'add recipient',
  'remove-recipient': 'remove recipient',
  'rotate-token': 'rotate token key',
  'read-log': 'read the log',
  'manage-users': 'manage users',
  'manage-tokens': 'manage API tokens',
  'manage-retention': 'change retention',
  export: 'export',
}

/** How it went: a word, how it looks, and what it means. */
export const OUTCOMES: Record<RevealOutcome, { word: string; tone: Tone; means: string }> = {
  asked: {
    word: 'asked',
    tone: 'neutral',
    means: 'Recorded before anything is opened or changed; a later row has the outcome.',
  },
  done: { word: 'done', tone: 'ok', means: 'It was done.' },
  refused: { word: 'refused', tone: 'danger', means: 'The role of the user does not permit it.' },
  'wrong-passphrase': {
    word: 'wrong passphrase',
    tone: 'warn',
    means: 'Nothing was opened. Five within 15 minutes stop the person from revealing for a while.',
  },
  locked: { word: 'locked', tone: 'danger', means: 'Too many wrong passphrases before it.' },
  'over-limit': {
    word: 'over limit',
    tone: 'warn',
    means: 'More values than are allowed within an hour.',
  },
  failed: { word: 'failed', tone: 'warn', means: 'It was not done; nothing was shown.' },
}

const KNOWN_OUTCOMES: Record<string, { word: string; tone: Tone; means: string } | undefined> =
  OUTCOMES
const KNOWN_KINDS: Record<string, string | undefined> = KINDS

/** The outcome of a stored row, which may be older or newer than this list. */
export function outcomeOf(outcome: string) {
  return KNOWN_OUTCOMES[outcome] ?? { word: outcome, tone: 'neutral' as const, means: '' }
}

/** What a stored row says was done. */
export function kindOf(action: string): string {
  return KNOWN_KINDS[action] ?? action
}
