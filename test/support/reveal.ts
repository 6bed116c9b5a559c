import { database } from '@/lib/db/client'
import { PASSPHRASE } from '@/test/support/pipeline'

/** Has always just signed in. */
export const ADMIN = {
  ...({ id: 'u-admin', email: 'ann@example.com', role: 'admin' } as const),
  get signedInAt() {
    return new Date()
  },
}
export const OPERATOR = { id: 'u-operator', email: 'bob@example.com', role: 'operator' } as const
const REASON = 'A customer reported a stolen phone'

export const asAdmin = { user: ADMIN }
export const asOperator = { user: OPERATOR }

/** What an admin gives with a request who does everything right. */
export const justified = { passphrase: PASSPHRASE, reason: REASON, ticket: 'T-4711' }

/** The log from its first row on: what was done, how it went, and each token's outcome. */
export async function readLog() {
  return database().revealLogEntry.findMany({ orderBy: { id: 'asc' } })
}

/** The log in short: `action outcome`, and what came of its tokens. */
export async function logLines(): Promise<string[]> {
  return (await readLog()).map(({ action, outcome, outcomes }) =>
    [action, outcome, ...outcomes].join(' '),
  )
}

/** Everything in the database but the vault, as text; to be searched for originals. */
export async function dumpDatabase(query: (sql: string) => Promise<unknown[]>): Promise<string> {
  const tables = (await query(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  )) as { name: string }[]
  const rows: string[] = []
  for (const { name } of tables) {
    for (const row of await query(`SELECT t::text AS row FROM "${name}" t`)) {
      rows.push((row as { row: string }).row)
    }
  }
  return rows.join('\n')
}
