import { z } from 'zod'
import { parseFlags } from '@/lib/cli/parse-flags'
import { migrateDatabase } from '@/lib/db/migrate'
import { withServices } from '@/lib/embedded/services'
import { databaseUrl } from '@/lib/env'

const USAGE = `npm run migrate

Brings the database of DATABASE_URL (or the embedded one) up to date. A database that has only the
table user_logins is adopted: its rows stay, the missing columns come.`

/** `npm run migrate`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const command = { usage: USAGE, options: {}, schema: z.looseObject({}) }
  if (parseFlags(args, command) === null) return 0
  const work = async () => {
    const { applied } = await migrateDatabase(databaseUrl())
    for (const name of applied) console.log(`applied ${name}`)
    console.log('The database is up to date.')
    return 0
  }
  return withServices(work, { migrate: false, queue: false })
}
