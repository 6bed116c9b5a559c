import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger/ledger-channel'

/** Tells every listener that a run changed its state, once the transaction commits. */
export async function notifyRun(tx: Transaction, runId: number): Promise<void> {
  const notice: LedgerNotice = { runId, batchId: null, stored: 0, sample: [] }
  await tx.$queryRaw`SELECT pg_notify(${Prisma.raw(LEDGER_CHANNEL)}, ${JSON.stringify(notice)})::text`
}
