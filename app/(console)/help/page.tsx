import type { Metadata } from 'next'
import { HelpPage } from '@/components/help/help-page'
import { requireUser } from '@/lib/auth/require-user'

export const metadata: Metadata = { title: 'Help' }

/** What the console does and what its words mean, for everybody who is signed in. */
export default async function HelpRoute() {
  await requireUser()
  return <HelpPage />
}
