import { noteEnded } from '@/lib/auth/session/known-sessions'
import { database } from '@/lib/db/client'
import { UserError } from '@/lib/errors'

/**
 * Ends all sessions of an account: its next request has to sign in.
 * @returns how many there were.
 * @throws UserError where there is no such account.
 */
export async function endSessions(email: string): Promise<number> {
  const user = await database().user.findUnique({ where: { email }, select: { id: true } })
  if (user === null) throw new UserError(`There is no account ${email}.`)
  const { count } = await database().session.deleteMany({ where: { userId: user.id } })
  noteEnded({ userId: user.id }, { kind: 'by-admin' })
  return count
}
