import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { LEDGER_CHANNEL, type LedgerEcho } from '@/lib/db/ledger/ledger-channel'

/**
 * Notifies the ledger's channel of nothing but an id, over whichever connection is free: a listener
 * that is given it back hears what others commit.
 */
export async function sendLedgerEcho(id: string): Promise<void> {
  const echo: LedgerEcho = { echo: id }
  await database()
    .$queryRaw`SELECT pg_notify(${Prisma.raw(LEDGER_CHANNEL)}, ${JSON.stringify(echo)})::text`
}
