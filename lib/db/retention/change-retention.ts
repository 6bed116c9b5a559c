import { transaction } from '@/lib/db/transaction'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'

/** Sets how long something is kept, and notes who did. @param by their address, or a command's name. */
export async function changeRetention(
  kind: RetentionKind,
  keepMonths: KeepMonths,
  by: string,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.retentionSetting.upsert({
      where: { kind },
      create: { kind, keepMonths },
      update: { keepMonths },
    })
    await tx.retentionChange.create({ data: { kind, keepMonths, changedBy: by } })
  })
}
