import { oneOf, type TextSchema, textLike, textsOrNone } from '@/lib/model/query/parts/text-schema'
import {
  MAX_RISK_SCORE,
  RISK_SIGNAL_NAMES,
  type RiskFilter,
  type RiskSignal,
} from '@/lib/model/risk/risk-signals'

/** A signal as the URL names it, or any of them. */
export type RiskName = RiskSignal | 'any'

const MAX_NAMES = RISK_SIGNAL_NAMES.length + 1

/** One or several signals, or any. */
export const riskNamesSchema: TextSchema<RiskName[]> = textsOrNone(
  oneOf([...RISK_SIGNAL_NAMES, 'any']),
  MAX_NAMES,
)
  .check((names) => !names.includes(null), 'is empty')
  .to((names) => names as RiskName[])

export const riskScoreSchema: TextSchema<number> = textLike(
  /^[1-9]\d{0,2}$/,
  `is not a number from 1 to ${MAX_RISK_SCORE}`,
)
  .to(Number)
  .check((score) => score <= MAX_RISK_SCORE, `is above ${MAX_RISK_SCORE}`)

type RiskQuery = {
  risk?: readonly RiskName[] | undefined
  risk_min?: number | undefined
  sort?: string | undefined
}

/** What is asked for of the risk; sorted by it, logins without one have no place in the list. */
export function riskFilterOf({ risk, risk_min: min, sort }: RiskQuery): RiskFilter | undefined {
  if (risk === undefined && min === undefined && sort !== 'risk') return undefined
  const signals = risk?.filter((name) => name !== 'any') ?? []
  return { signals: risk?.includes('any') ? [] : signals, minScore: min ?? 1 }
}
