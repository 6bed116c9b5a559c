import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { databaseUrl, env } from '@/lib/env'

const shared = globalThis as {
  veilgateDatabase?: PrismaClient
  veilgateRevealDatabase?: PrismaClient
}

/** The process-wide Prisma client. Server actions and route handlers are bundled apart, hence global. */
export function database(): PrismaClient {
  shared.veilgateDatabase ??= connect(databaseUrl(), 12)
  return shared.veilgateDatabase
}

/**
 * The client of the role that may read the vault, which the reveal room alone uses; the usual one
 * where no such role is configured.
 */
export function revealDatabase(): PrismaClient {
  const url = env().VEILGATE_REVEAL_DATABASE_URL
  if (url === undefined || url === env().DATABASE_URL) return database()
  shared.veilgateRevealDatabase ??= connect(url, 4)
  return shared.veilgateRevealDatabase
}

/** Closes this process's connections; the next `database()` opens new ones. */
export async function closeDatabase(): Promise<void> {
  const clients = [shared.veilgateDatabase, shared.veilgateRevealDatabase]
  shared.veilgateDatabase = undefined
  shared.veilgateRevealDatabase = undefined
  await Promise.all(clients.map((client) => client?.$disconnect()))
}

function connect(connectionString: string, max: number): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      ...{ connectionString, max },
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
    }),
  })
}

/** A transaction's client, as `$transaction` hands it to its callback. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
