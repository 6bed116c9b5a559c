import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { OwnStep } from '@/lib/model/retention/retained-tables'

const FUNCTIONS = {
  rejected: Prisma.raw('retain_rejected'),
  batches: Prisma.raw('retain_batches'),
  expired: Prisma.raw('retain_expired'),
} satisfies Record<Exclude<OwnStep, 'logins'>, Prisma.Sql>

/**
 * Deletes the oldest of what the settings give up, or of what has expired; so many rows of each table at most.
 * @returns how many it were.
 */
export async function deleteOld(step: keyof typeof FUNCTIONS, most: number): Promise<number> {
  const [row] = await database().$queryRaw<{ rows: bigint }[]>`
    SELECT ${FUNCTIONS[step]}(${most}::int) AS rows`
  return Number(row?.rows ?? 0)
}
