import type { Metadata } from 'next'
import { requireAdminOrRecord } from '@/app/(console)/asker'
import { attemptRead } from '@/app/(console)/attempt-read'
import { erasePerson, previewErasure } from '@/app/(console)/settings/erase/actions'
import { ErasePage } from '@/components/settings/erase-page'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'

export const metadata: Metadata = { title: 'Erasure' }

const SHOWN = 200

/** Where an admin erases a person, and who was erased before. */
export default async function Erase() {
  await requireAdminOrRecord('erase')
  const loaded = await attemptRead('erasures', () => listErasures(SHOWN))
  return <ErasePage loaded={loaded} limit={SHOWN} preview={previewErasure} erase={erasePerson} />
}
