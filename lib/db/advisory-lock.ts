import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** What is done by one at a time. */
type Turn = 'alert channels' | 'claim run' | 'keys' | 'reveal limits' | 'sequences' | 'vault'

/** Waits for an advisory lock of this installation, and keeps it until the transaction ends. */
export async function lockTurn(tx: Transaction, turn: Turn): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${keyOf(turn)})::text`
}

/** As `lockTurn`, beside any number of others that share it. */
export async function lockTurnShared(tx: Transaction, turn: Turn): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(${keyOf(turn)})::text`
}

/**
 * The SQL of an advisory lock's key in this installation. Advisory locks are the database's, whatever
 * the schema: an installation would wait for its neighbour's rebuild. In `public` the key is the bare
 * one, which earlier versions take as well, so that they keep out of each other's way in an upgrade.
 * @param key the SQL of the bare key.
 * @param schema the SQL of the schema's name; that of the tables where it is not given.
 */
export function keyInSchema(key: string, schema = 'current_schema()::text'): string {
  return `(CASE ${schema} WHEN 'public' THEN (${key})::bigint
    ELSE hashtextextended(${schema}, (${key})::bigint) END)`
}

function keyOf(turn: Turn): Prisma.Sql {
  return Prisma.raw(keyInSchema(`hashtext('veilgate ${turn}')`))
}
