import { database } from '@/lib/db/client'
import type { RiskChangeView } from '@/lib/model/risk/risk-signals'

/** What was set of the signals, the newest first; so many at most. */
export async function listRiskChanges(most: number): Promise<RiskChangeView[]> {
  const changes = await database().riskChange.findMany({ orderBy: { id: 'desc' }, take: most })
  return changes.map(({ changedAt, ...change }) => ({ ...change, at: changedAt.toISOString() }))
}
