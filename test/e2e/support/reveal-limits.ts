import pg from 'pg'
import {
  type PostgresState,
  postgresUrl,
  readPostgresState,
} from '../../../lib/embedded/postgres-state'
import { consoleUnderTest } from './console-under-test'

/**
 * Forgets what was revealed and guessed so far. Wrong passphrases of one test file count for the
 * vault as a whole, and would lock it to the next.
 */
export async function forgetRevealAttempts() {
  const state = readPostgresState(consoleUnderTest().dataDir) as PostgresState
  const client = new pg.Client({ connectionString: postgresUrl(state) })
  await client.connect()
  try {
    await client.query('DELETE FROM reveal_attempts')
  } finally {
    await client.end()
  }
}
