import type { Metadata } from 'next'
import { requireAdminOrRecord } from '@/app/(console)/asker'
import { findToken } from '@/app/(console)/reveal/actions'
import { allowanceOf } from '@/app/(console)/reveal/allowance'
import { FindPage } from '@/components/reveal/find-page'

export const metadata: Metadata = { title: 'Find by original' }

/** Where an admin learns which token an original has. */
export default async function Find() {
  const admin = await requireAdminOrRecord('find-by-original')
  return <FindPage allowance={await allowanceOf(admin)} find={findToken} />
}
