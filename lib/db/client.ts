import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/lib/db/generated/client'
import { databaseUrl } from '@/lib/env'

const shared = globalThis as { veilgateDatabase?: PrismaClient }

/** The process-wide Prisma client. Server actions and route handlers are bundled apart, hence global. */
export function database(): PrismaClient {
  shared.veilgateDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: databaseUrl(),
      max: 12,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
    }),
  })
  return shared.veilgateDatabase
}

/** Closes this process's connections; the next `database()` opens new ones. */
export async function closeDatabase(): Promise<void> {
  const client = shared.veilgateDatabase
  shared.veilgateDatabase = undefined
  await client?.$disconnect()
}

/** A transaction's client, as `$transaction` hands it to its callback. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
