import { transaction } from '@/lib/db/transaction'
import type { RiskSetting, RiskSignal } from '@/lib/model/risk/risk-signals'

/** Sets a signal for logins that are folded from now on, and notes who did. @param by their address. */
export async function changeRiskSetting(
  signal: RiskSignal,
  setting: RiskSetting,
  by: string,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.riskSetting.upsert({
      where: { signal },
      create: { signal, ...setting },
      update: setting,
    })
    await tx.riskChange.create({ data: { signal, ...setting, changedBy: by } })
  })
}
