import type { Metadata } from 'next'
import { attemptRead } from '@/app/(console)/attempt-read'
import { requirePermission } from '@/app/(console)/require-permission'
import type { SearchParams } from '@/app/(console)/search-params'
import { erasePerson, previewErasure } from '@/app/(console)/settings/erase/actions'
import { ErasePage } from '@/components/settings/erase-page'
import { listErasures } from '@/lib/db/reveal-log/list-erasures'
import { userId } from '@/lib/reveal/erase/user-id'

export const metadata: Metadata = { title: 'Erasure' }

const SHOWN = 200

/** Where an admin erases a person, and who was erased before. */
export default async function Erase({ searchParams }: { searchParams: SearchParams }) {
  const { role } = await requirePermission('erase')
  const { user } = await searchParams
  const asked = userId.safeParse([user].flat()[0]).data ?? ''
  const loaded = await attemptRead('erasures', () => listErasures(SHOWN))
  return (
    <ErasePage
      // Somebody else is asked for anew.
      key={asked}
      asked={asked}
      viewer={role}
      loaded={loaded}
      limit={SHOWN}
      preview={previewErasure}
      erase={erasePerson}
    />
  )
}
