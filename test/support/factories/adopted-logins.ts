import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

type Adopted = Partial<Prisma.UserLoginCreateManyInput>

/** Inserts logins without a batch, as those are that were here before Veilgate; no rollup counts them yet. */
export async function insertAdopted(logins: readonly Adopted[]): Promise<void> {
  await database().userLogin.createMany({
    data: logins.map((login) => ({
      messageId: `adopted-${randomUUID()}`,
      sentAt: new Date('2024-02-29'),
      ...login,
    })),
  })
  await markUnfolded(0n)
}

/** Marks a batch as not counted by the rollups yet; 0 stands for all adopted logins. */
export async function markUnfolded(batchId: bigint): Promise<void> {
  await database().unfoldedBatch.createMany({ data: [{ batchId }], skipDuplicates: true })
}
