import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { riskSignal } from '@/lib/model/risk/risk-signals'

/** What a filter by the risk is set to, as its chip says it. */
export function riskWords({ risk, risk_min: min }: LoginsQuery): string {
  const names = risk?.map((name) => (name === 'any' ? 'any' : riskSignal(name).label)) ?? []
  const score = min === undefined ? [] : [`score ${min} or more`]
  return [...(names.length > 0 ? [names.join(' or ')] : []), ...score].join(', ')
}
