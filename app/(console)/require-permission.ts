import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { clientAddress } from '@/lib/auth/client-address'
import type { CurrentUser } from '@/lib/auth/current-user'
import { isOwnRequest } from '@/lib/auth/request-site'
import { requireUser } from '@/lib/auth/require-user'
import { can, isRecorded, type Permission, type RecordedPermission } from '@/lib/model/permissions'
import { refuseUnlessPermitted } from '@/lib/reveal/actor'

/**
 * For pages that not everybody may use: to whoever may not, they do not exist. Where their use is kept in the
 * reveal log, the attempt is recorded; but not one that a link on another site led to, which anybody may have placed.
 */
export async function requirePermission(permission: Permission): Promise<CurrentUser> {
  const user = await requireUser()
  if (can(user, permission)) return user
  if (isRecorded(permission)) await recordAttempt(permission)
  notFound()
}

/** Once a request, although a page and the layout around it both ask. */
const recordAttempt = cache(async (permission: RecordedPermission) => {
  const user = await requireUser()
  const asked = await headers()
  if (!isOwnRequest(asked)) return
  await refuseUnlessPermitted({ user, clientAddress: clientAddress(asked) }, permission)
})
