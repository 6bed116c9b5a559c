import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { listDistinct } from '@/lib/db/list-distinct'

const MAX_STARTERS = 200

/** Everybody who started a run, by address or name. */
export function listRunStarters(): Promise<string[]> {
  return listDistinct(database(), {
    table: Prisma.sql`ingest_runs`,
    column: Prisma.sql`started_by`,
    limit: MAX_STARTERS,
  })
}
