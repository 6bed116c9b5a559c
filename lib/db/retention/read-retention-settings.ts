import { database } from '@/lib/db/client'
import { RETENTION_KINDS, type RetentionSettings } from '@/lib/model/retention/retention-kinds'

/** What is set of each kind; what nobody has set is kept for ever. */
export async function readRetentionSettings(): Promise<RetentionSettings> {
  const rows = await database().retentionSetting.findMany()
  const months = new Map(rows.map(({ kind, keepMonths }) => [kind, keepMonths]))
  return Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, months.get(kind) ?? null]),
  ) as RetentionSettings
}
