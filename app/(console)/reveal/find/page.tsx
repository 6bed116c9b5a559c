import type { Metadata } from 'next'
import { requirePermission } from '@/app/(console)/require-permission'
import { findToken } from '@/app/(console)/reveal/actions'
import { allowanceOf } from '@/app/(console)/reveal/allowance'
import { FindPage } from '@/components/reveal/find-page'

export const metadata: Metadata = { title: 'Find by original' }

/** Where an admin learns which token an original has. */
export default async function Find() {
  const admin = await requirePermission('find-by-original')
  return <FindPage allowance={await allowanceOf(admin)} find={findToken} />
}
