import type { ReactNode } from 'react'
import { requirePermission } from '@/app/(console)/require-permission'

/** Above what is shown while the page loads, so that whoever may not see it is answered by 404. */
export default async function Layout({ children }: { children: ReactNode }) {
  await requirePermission('manage-retention')
  return children
}
