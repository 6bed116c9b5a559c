import pg from 'pg'
import {
  type PostgresState,
  postgresUrl,
  readPostgresState,
} from '../../../lib/embedded/postgres-state'

/**
 * Forgets what was revealed and guessed so far. Wrong passphrases of one test file count for the
 * vault as a whole, and would lock it to the next.
 */
export async function forgetRevealAttempts() {
  const dataDir = process.env.VEILGATE_E2E_DATA_DIR ?? '.veilgate-e2e'
  const state = readPostgresState(dataDir) as PostgresState
  const client = new pg.Client({ connectionString: postgresUrl(state) })
  await client.connect()
  try {
    await client.query('DELETE FROM reveal_attempts')
  } finally {
    await client.end()
  }
}
