import { describeFailure, failureCode } from '@/lib/errors'

/** For another process that migrates, and for a table that somebody uses. */
export const LOCK_WAIT_SECONDS = 60

/** Why a database cannot be migrated, in a sentence without its full stop. */
export function describeMigrationFailure(error: unknown): string {
  const code = failureCode(error) ?? ''
  if (code === OWN_WORDS && error instanceof Error) return wordsOf(error)
  return WORDS[code] ?? describeFailure(error)
}

/** What a migration raises where something of somebody else's is in its way: names, no values. */
const OWN_WORDS = '2BP01'

function wordsOf(error: Error & { hint?: string }): string {
  return [error.message, error.hint?.replace(/\.$/, '')].filter(Boolean).join('. ')
}

const WORDS: Record<string, string> = {
  '42501':
    'The user of DATABASE_URL may not create tables there. Migrate as the owner of the database, or have ' +
    'a schema made for that user (CREATE SCHEMA veilgate AUTHORIZATION …) and add ?schema=veilgate (42501)',
  '55P03': `A table that changes was in use for ${LOCK_WAIT_SECONDS} seconds. Stop what uses it, then try again (55P03)`,
}
