import { Prisma } from '@/lib/db/generated/client'
import { BATCH_COLUMNS, type BatchRecord, toBatchRow } from '@/lib/db/ledger/list-batches'
import { readSnapshot } from '@/lib/db/read-snapshot'
import type { BatchRow } from '@/lib/model/pipeline/ledger'

/** All batches of a run, newest first, as of one moment: see `readSnapshot`. */
export async function* exportBatches(runId: number): AsyncGenerator<BatchRow[], void, undefined> {
  const select = Prisma.sql`
    SELECT ${BATCH_COLUMNS} FROM ingest_batches b
    WHERE b.run_id = ${runId}::int ORDER BY b.id DESC`
  for await (const records of readSnapshot<BatchRecord>([select])) yield records.map(toBatchRow)
}
