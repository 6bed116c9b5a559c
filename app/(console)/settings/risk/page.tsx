import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import { saveRiskSetting } from '@/app/(console)/settings/risk/actions'
import { type RiskFound, RiskPage } from '@/components/risk/risk-page'
import { listRiskChanges } from '@/lib/db/risks/list-risk-changes'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'

export const metadata: Metadata = { title: 'Risk' }

const SHOWN_CHANGES = 100

/** Which signals a login is judged by, from which figures on, and who set them so. */
export default async function Risk() {
  const user = await requirePermission('manage-risk')
  return (
    <RiskPage viewer={user.role} loaded={await attemptRead('risk', read)} save={saveRiskSetting} />
  )
}

async function read(): Promise<RiskFound> {
  const [settings, changes] = await Promise.all([
    readRiskSettings(),
    listRiskChanges(SHOWN_CHANGES),
  ])
  return { settings, changes, changesLimit: SHOWN_CHANGES }
}
