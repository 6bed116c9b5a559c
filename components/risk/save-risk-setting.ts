import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { RiskSetting, RiskSignal } from '@/lib/model/risk/risk-signals'

export type SaveRiskSetting = (
  input: RiskSetting & { signal: RiskSignal },
) => Promise<ActionResult<Done>>
