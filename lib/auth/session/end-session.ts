import { auth } from '@/lib/auth/auth'
import { clientAddress } from '@/lib/auth/client-address'
import { userOf } from '@/lib/auth/current-user'
import { noteMissing } from '@/lib/auth/session/known-sessions'
import { log } from '@/lib/log'

/** Deletes the session of a request; within a server action its cookie is deleted as well. */
export async function endSession(headers: Headers): Promise<void> {
  const user = await userOf(headers, false)
  await auth().api.signOut({ headers })
  noteMissing(headers)
  if (user === null) return
  log.info('auth.signed-out', { userId: user.id, clientAddress: clientAddress(headers) })
}
