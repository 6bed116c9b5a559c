'use server'

import { revalidatePath } from 'next/cache'
import { serverAction } from '@/app/(console)/server-action'
import { RISK_SETTING, thresholdProblem } from '@/app/(console)/settings/risk/inputs'
import { changeRiskSetting } from '@/lib/db/risks/change-risk-setting'
import { log } from '@/lib/log'

/** Turns a signal on or off, and sets its threshold, for logins that are folded from then on. */
export const saveRiskSetting = serverAction(
  'save-risk-setting',
  { permission: 'manage-risk', input: RISK_SETTING },
  async ({ actor }, { signal, isOn, threshold }) => {
    const problem = thresholdProblem(signal, threshold)
    if (problem !== undefined) return { kind: 'invalid' as const, problem }
    await changeRiskSetting(signal, { isOn, threshold }, actor.user.email)
    log.info('risk.setting-changed', { signal, isOn, threshold, userId: actor.user.id })
    revalidatePath('/settings/risk')
    return { kind: 'done' as const }
  },
)
