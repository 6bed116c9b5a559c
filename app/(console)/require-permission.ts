import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { clientAddress } from '@/lib/auth/client-address'
import type { CurrentUser } from '@/lib/auth/current-user'
import { requireUser } from '@/lib/auth/require-user'
import type { RecordedPermission } from '@/lib/model/permissions'
import { refuseUnlessPermitted } from '@/lib/reveal/actor'

/**
 * For pages whose use is kept in the reveal log: to whoever may not, they do not exist, and the
 * attempt is recorded.
 */
export async function requirePermission(permission: RecordedPermission): Promise<CurrentUser> {
  const user = await requireUser()
  const actor = { user, clientAddress: clientAddress(await headers()) }
  if ((await refuseUnlessPermitted(actor, permission)) !== null) notFound()
  return user
}
