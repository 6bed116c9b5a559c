import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import { erasePerson, previewErasure } from '@/app/(console)/settings/erase/actions'
import { ErasePage } from '@/components/settings/erase-page'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'

export const metadata: Metadata = { title: 'Erasure' }

const SHOWN = 200

/** Where an admin erases a person, and who was erased before. */
export default async function Erase() {
  const { role } = await requirePermission('erase')
  const loaded = await attemptRead('erasures', () => listErasures(SHOWN))
  return (
    <ErasePage
      viewer={role}
      loaded={loaded}
      limit={SHOWN}
      preview={previewErasure}
      erase={erasePerson}
    />
  )
}
