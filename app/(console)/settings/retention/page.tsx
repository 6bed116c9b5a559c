import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import { saveRetention } from '@/app/(console)/settings/retention/actions'
import { RetentionPage } from '@/components/retention/retention-page'
import { readRetention } from '@/lib/db/retention/read-retention'

export const metadata: Metadata = { title: 'Retention' }

const SHOWN_CHANGES = 100

/** What is kept and for how long, what is deleted when, and who set it. */
export default async function Retention() {
  const user = await requirePermission('manage-retention')
  const loaded = await attemptRead('retention', () => readRetention(SHOWN_CHANGES))
  return (
    <RetentionPage
      viewer={user.role}
      loaded={loaded}
      changesLimit={SHOWN_CHANGES}
      save={saveRetention}
    />
  )
}
