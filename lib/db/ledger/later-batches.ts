import { Prisma } from '@/lib/db/generated/client'
import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { reader, untilFound } from '@/lib/db/replica/read-source'

/** SQL: whether a batch was committed after a mark was read. */
export function isLater(batchId: Prisma.Sql, { newest, missing }: LedgerWatermark): Prisma.Sql {
  const later = Prisma.sql`${batchId} > ${newest}::bigint`
  if (missing.length === 0) return later
  return Prisma.sql`(${later} OR ${batchId} = ANY(${missing}::bigint[]))`
}

/** Whether the ledger has what a mark says: its number alone may be another batch's after a restore. */
export async function isOfThisLedger({ newest, key }: LedgerWatermark): Promise<boolean> {
  if (key === null) return true
  const known = await untilFound(async () => {
    const [row] = await reader().$queryRaw<{ known: boolean }[]>`
      SELECT EXISTS (
        SELECT FROM ingest_batches WHERE id = ${newest}::bigint AND key = ${key}::uuid) AS known`
    return row?.known === true ? row : null
  })
  return known !== null
}
