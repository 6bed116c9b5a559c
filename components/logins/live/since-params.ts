import type { LedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'

/** The search of a question about what was stored after a mark of the ledger. */
export function sinceParams(query: LoginsQuery, nowMs: number, mark: LedgerWatermark): string {
  const params = new URLSearchParams(viewOf(query))
  params.set('now', String(nowMs))
  params.set('since', mark.newest)
  if (mark.key !== null) params.set('key', mark.key)
  for (const batchId of mark.missing) params.append('missing', batchId)
  return params.toString()
}
