import { redirect } from 'next/navigation'
import { requireAdminOrRecord } from '@/app/(console)/asker'

/** The settings begin with the people. */
export default async function Settings() {
  await requireAdminOrRecord('manage-users')
  redirect('/settings/users')
}
