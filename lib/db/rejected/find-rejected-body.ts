import { revealDatabase } from '@/lib/db/client'

export type RejectedBody = {
  id: string
  messageId: string
  state: string
  settledAt: Date | null
  dekId: string
  /** Empty where the message was discarded. */
  sealed: Buffer
}

/** A rejected message with its sealed body; null where there is none of that id. */
export async function findRejectedBody(id: string): Promise<RejectedBody | null> {
  const [row = null] = await findRejectedBodies([id])
  return row
}

/** Rejected messages with their sealed bodies, in no order; those that there are. */
export async function findRejectedBodies(ids: readonly string[]): Promise<RejectedBody[]> {
  const rows = await revealDatabase().rejectedMessage.findMany({
    where: { id: { in: ids.map(BigInt) } },
    select: { id: true, messageId: true, state: true, settledAt: true, dekId: true, sealed: true },
  })
  return rows.map((row) => ({ ...row, id: String(row.id), sealed: Buffer.from(row.sealed) }))
}
