import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { listDistinct } from '@/lib/db/list-distinct'

const MAX_PEOPLE = 500

/** Everybody the reveal log names, by address. */
export function listRevealPeople(): Promise<string[]> {
  return listDistinct(database(), {
    table: Prisma.sql`reveal_log`,
    column: Prisma.sql`user_name`,
    limit: MAX_PEOPLE,
  })
}
