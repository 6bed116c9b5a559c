import { redirect } from 'next/navigation'
import { requirePermission } from '@/app/(console)/require-permission'

/** The settings begin with the people. */
export default async function Settings() {
  await requirePermission('manage-users')
  redirect('/settings/users')
}
