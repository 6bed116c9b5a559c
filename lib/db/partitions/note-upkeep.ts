import { backgroundDatabase } from '@/lib/db/client'

/**
 * Enters what became of the upkeep of the partitions.
 * @param problem why it failed, in words; null where it did not.
 * @param isAnalyzed whether the table was analyzed as well.
 */
export async function noteUpkeep(problem: string | null, isAnalyzed: boolean): Promise<void> {
  await backgroundDatabase().$executeRaw`
    UPDATE partition_upkeep SET problem = ${problem}::text,
      failing_since = CASE WHEN ${problem}::text IS NOT NULL THEN coalesce(failing_since, tried_at) END,
      analyzed_at = CASE WHEN ${isAnalyzed} THEN now() ELSE analyzed_at END`
}
