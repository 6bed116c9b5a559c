import { adoptedWords } from '@/lib/cli/terminal/adopted-words'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag } from '@/lib/cli/terminal/flags'
import { olderProcessesWords } from '@/lib/cli/terminal/older-processes-words'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { countAdopted } from '@/lib/db/adopted/count-adopted'
import { closeDatabase } from '@/lib/db/client'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { applyRoles, ROLES } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { listWorkers } from '@/lib/db/workers/list-workers'
import { withServices } from '@/lib/embedded/services'
import { databaseUrl } from '@/lib/env'

const COMMAND = defineCommand({
  name: 'npm run migrate',
  about: `
    Brings the database of DATABASE_URL (or the embedded one) up to date. A database that has only
    the table user_logins is adopted: its rows are kept, and the missing columns are added.`,
  flags: {
    roles: switchFlag(
      'Also create the roles veilgate_worker, veilgate_console and veilgate_reveal, and grant each ' +
        'what it needs (prisma/roles.sql). Run this again after each migration.',
    ),
  },
})

/** `npm run migrate`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const work = async () => {
    const { applied } = await migrateDatabase(databaseUrl())
    for (const name of applied) console.log(`applied ${name}`)
    await completeRollups(applied, (words) => console.log(words))
    console.log('The database is up to date.')
    const originals = adoptedWords(await countAdopted())
    if (originals !== null) console.log(originals)
    const others = applied.length > 0 ? olderProcessesWords(await listWorkers()) : null
    if (others !== null) console.warn(others)
    if (flags.roles) {
      await applyRoles(databaseUrl())
      console.log(`The roles are up to date: ${ROLES.join(', ')}.`)
    }
    const { warnings } = await checkDatabase().finally(closeDatabase)
    for (const warning of warnings) console.warn(warning)
    return 0
  }
  return withServices(work, { migrate: false, queue: false })
}
