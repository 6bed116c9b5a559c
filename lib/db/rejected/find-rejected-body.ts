import { revealDatabase } from '@/lib/db/client'

export type RejectedBody = {
  messageId: string
  state: string
  settledAt: Date | null
  dekId: string
  /** Empty where the message was discarded. */
  sealed: Buffer
}

/** A rejected message with its sealed body; null where there is none of that id. */
export async function findRejectedBody(id: string): Promise<RejectedBody | null> {
  const row = await revealDatabase().rejectedMessage.findUnique({
    where: { id: BigInt(id) },
    select: { messageId: true, state: true, settledAt: true, dekId: true, sealed: true },
  })
  return row && { ...row, sealed: Buffer.from(row.sealed) }
}
