import { connectionConfig } from '@/lib/db/connection/connection-config'
import { connectToMigrate } from '@/lib/db/schema/connect-to-migrate'
import { failureCode, UserError } from '@/lib/errors'

/**
 * Creates the database that a URL names, in UTF8. One that is there by now stays as it is.
 * @throws UserError where the URL's user, or the server, does not allow it.
 */
export async function createDatabase(databaseUrl: string): Promise<void> {
  const { database = '', where } = connectionConfig(databaseUrl)
  const url = new URL(databaseUrl)
  url.pathname = '/postgres'
  try {
    const client = await connectToMigrate(url.href)
    try {
      // Not from template1, which has whatever encoding the server was set up with.
      const name = client.escapeIdentifier(database)
      await client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`)
    } finally {
      await client.end()
    }
  } catch (error) {
    const code = failureCode(error) ?? ''
    // Another process was quicker.
    if (['42P04', '23505'].includes(code)) return
    const because = WORDS[code]
    if (because === undefined) throw error
    const words = `The database at ${where} does not exist, and ${because} (${code}).`
    throw new UserError(words, { cause: error })
  }
}

const WORDS: Record<string, string> = {
  '42501':
    'its user may not create it. Have it created, with the encoding UTF8, by somebody who may',
  '22023':
    'the server’s locale does not allow one with the encoding UTF8. Create it with another locale',
  '3D000':
    'neither does the database postgres, from which it could be created. Create it with the encoding UTF8',
}
