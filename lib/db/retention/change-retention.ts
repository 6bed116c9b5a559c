import type { Transaction } from '@/lib/db/client'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'

export type ChangeOfRetention = {
  kind: RetentionKind
  keepMonths: KeepMonths
  /** What is set now, as whoever changes it knows. */
  before: KeepMonths
  /** The address of whoever changes it. */
  by: string
}

/**
 * Sets how long something is kept, within a transaction, and notes who did.
 * @returns whether it is set: not where something else was set than `before`.
 */
export async function changeRetention(
  tx: Transaction,
  { kind, keepMonths, before, by }: ChangeOfRetention,
): Promise<boolean> {
  if (before === null) {
    // What nobody has set has no row.
    await tx.retentionSetting.createMany({ data: { kind, keepMonths: null }, skipDuplicates: true })
  }
  const { count } = await tx.retentionSetting.updateMany({
    where: { kind, keepMonths: before },
    data: { keepMonths },
  })
  if (count === 0) return false
  await tx.retentionChange.create({ data: { kind, keepMonths, changedBy: by } })
  return true
}
