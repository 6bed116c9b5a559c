import { describeFailure, failureCode } from '@/lib/errors'

/** For another process that migrates, and for a table that somebody uses. */
export const LOCK_WAIT_SECONDS = 60

/** Why a database cannot be migrated, as the end of a sentence. */
export function describeMigrationFailure(error: unknown): string {
  return SERVER_WORDS[failureCode(error) ?? ''] ?? describeFailure(error)
}

const SERVER_WORDS: Record<string, string> = {
  '28P01': 'the password is wrong (28P01)',
  '28000': 'the server refuses this user (28000)',
  '42501': 'its user may not create tables there (42501)',
  '3D000':
    'it does not exist, and neither does the database postgres, from which it could be created (3D000)',
  '55P03': `a table that changes was in use for ${LOCK_WAIT_SECONDS} seconds (55P03): stop what uses it`,
}
