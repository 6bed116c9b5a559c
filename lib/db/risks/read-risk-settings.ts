import { database, type Reader } from '@/lib/db/client'
import {
  RISK_SIGNAL_NAMES,
  type RiskSetting,
  type RiskSettings,
} from '@/lib/model/risk/risk-signals'

/** What is set of each signal; one that nobody has set is on, with its own threshold. */
export async function readRiskSettings(db: Reader = database()): Promise<RiskSettings> {
  const rows = await db.$queryRaw<(RiskSetting & { signal: string })[]>`
    SELECT signal::text, is_on AS "isOn", threshold FROM risk_settings`
  return Object.fromEntries(
    RISK_SIGNAL_NAMES.map((signal): [string, RiskSetting] => {
      const { isOn = true, threshold = null } = rows.find((row) => row.signal === signal) ?? {}
      return [signal, { isOn, threshold }]
    }),
  ) as RiskSettings
}
