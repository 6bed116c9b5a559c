import { z } from 'zod'
import { RISK_SIGNAL_NAMES, type RiskSignal, riskSignal } from '@/lib/model/risk/risk-signals'

export const RISK_SETTING = z.object({
  signal: z.enum(RISK_SIGNAL_NAMES, { error: 'There is no such signal.' }),
  isOn: z.boolean(),
  /** Null for the signal's own default. */
  threshold: z.number({ error: 'Give a number.' }).nullable(),
})

/** Why a signal cannot have this threshold, in words; undefined where it can. */
export function thresholdProblem(signal: RiskSignal, threshold: number | null): string | undefined {
  if (threshold === null) return undefined
  const bounds = riskSignal(signal).threshold
  if (bounds === null) return 'This signal has no threshold.'
  const { min, max } = bounds
  const fits = Number.isInteger(threshold) && threshold >= min && threshold <= max
  return fits ? undefined : `Give a whole number from ${min} to ${max}.`
}
