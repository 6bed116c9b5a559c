import { notFound } from 'next/navigation'
import { requireUser } from '@/lib/auth/require-user'

/** Addresses that no page has, shown within the frame. */
export default async function MissingPage() {
  await requireUser()
  notFound()
}
