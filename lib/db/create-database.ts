import { connectToMigrate } from '@/lib/db/connect-to-migrate'
import { databasePlace } from '@/lib/db/database-place'
import { failureCode, UserError } from '@/lib/errors'

/**
 * Creates the database that a URL names, in UTF8. One that is there by now stays as it is.
 * @throws UserError where the URL's user, or the server's locale, does not allow it.
 */
export async function createDatabase(databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const name = decodeURIComponent(url.pathname.slice(1))
  url.pathname = '/postgres'
  const client = await connectToMigrate(url.href)
  try {
    // Not from template1, which has whatever encoding the server was set up with.
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`,
    )
  } catch (error) {
    const code = failureCode(error) ?? ''
    // Another process was quicker.
    if (['42P04', '23505'].includes(code)) return
    const because = WORDS[code]
    if (because === undefined) throw error
    throw new UserError(
      `The database ${databasePlace(databaseUrl)} does not exist, and ${because}.`,
      {
        cause: error,
      },
    )
  } finally {
    await client.end()
  }
}

const WORDS: Record<string, string> = {
  '42501':
    'its user may not create it (42501): have it created by one who may, with the encoding UTF8',
  '22023':
    'the server’s locale does not allow one with the encoding UTF8 (22023): create it with another locale',
}
