import { connectionConfig } from '@/lib/db/connection/connection-config'
import { applyNextMigration } from '@/lib/db/schema/apply-next-migration'
import { connectToMigrate } from '@/lib/db/schema/connect-to-migrate'
import { readMigrations } from '@/lib/db/schema/read-migrations'
import { createEmptyDatabase } from '@/test/support/services'

/** A new database as a version before left it: migrated up to, and not by, a migration. @returns its URL. */
export async function createOlderDatabase(before: string): Promise<string> {
  const url = await createEmptyDatabase()
  const older = (await readMigrations()).filter(({ name }) => name < before)
  const client = await connectToMigrate(url)
  try {
    while ((await applyNextMigration(client, older, connectionConfig(url))) !== undefined);
  } finally {
    await client.end()
  }
  return url
}
