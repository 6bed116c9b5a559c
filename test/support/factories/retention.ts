import { changeRetention } from '@/lib/db/retention/change-retention'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import { transaction } from '@/lib/db/transaction'
import type { KeepMonths, RetentionKind } from '@/lib/model/retention/retention-kinds'

/** Sets how long something is kept, whatever was set before, and without a row in the reveal log. */
export async function insertRetention(kind: RetentionKind, keepMonths: KeepMonths, by: string) {
  const before = (await readRetentionSettings())[kind]
  await transaction((tx) => changeRetention(tx, { kind, keepMonths, before, by }))
}
