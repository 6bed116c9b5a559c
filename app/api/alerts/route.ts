import { answer } from '@/app/api/answer'
import { readRules, ruleView } from '@/lib/db/alerts/read-rules'

/** How the rules stand, as JSON: for pages that stay open, and for notifications of the browser. */
export function GET(): Promise<Response> {
  const read = async () =>
    Response.json(
      { rules: (await readRules()).map(ruleView) },
      { headers: { 'cache-control': 'no-store' } },
    )
  return answer('alerts', read, { prolong: false })
}
