import type { CurrentUser } from '@/lib/auth/current-user'
import { hashPassword, verifyPassword } from '@/lib/auth/password/hash-password'
import { passwordProblem } from '@/lib/auth/password/password-rules'
import { noteEnded } from '@/lib/auth/session/known-sessions'
import { claimAttempt, settleAttempt } from '@/lib/auth/sign-in/sign-in-limit'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'

export type ChangePassword =
  | { kind: 'done' }
  | { kind: 'wrong-password' | 'weak' | 'locked' | 'overtaken'; problem: string }

const OVERTAKEN =
  'Your password was reset or changed, or this session ended, in the meantime. Sign in again.'

/**
 * Replaces one's own password. The current one is asked for, and guesses at it are limited as those
 * at the sign-in are. All sessions but the one that asks end. Nothing is changed where the password was
 * replaced, or the session ended, while this was under way.
 */
export async function changePassword(
  { id: userId, email, sessionId }: CurrentUser,
  current: string,
  next: string,
): Promise<ChangePassword> {
  const claim = await claimAttempt(email, { device: `session of ${userId}`, address: null })
  if (claim.kind !== 'allowed') {
    return { kind: 'locked', problem: 'Too many attempts. Try again in a few minutes.' }
  }
  const where = { userId, providerId: 'credential' }
  const account = await database().account.findFirst({ where, select: { password: true } })
  const hash = account?.password ?? ''
  const isRight = await verifyPassword({ hash, password: current })
  await settleAttempt(claim.attemptId, isRight)
  if (!isRight) return { kind: 'wrong-password', problem: 'The current password is wrong.' }
  const problem =
    current === next
      ? 'The new password is the same as the current one.'
      : passwordProblem(next, email)
  if (problem !== undefined) return { kind: 'weak', problem }
  const password = await hashPassword(next)
  const isChanged = await transaction(async (tx) => {
    const session = await tx.session.findFirst({ where: { id: sessionId ?? '', userId } })
    if (session === null) return false
    // By its own columns alone, which PostgreSQL looks at again once a reset lets go of the row.
    const verified = { ...where, password: hash }
    const { count } = await tx.account.updateMany({ where: verified, data: { password } })
    if (count === 0) return false
    await tx.user.update({ where: { id: userId }, data: { mustChangePassword: false } })
    await tx.setPasswordLink.deleteMany({ where: { userId } })
    await tx.session.deleteMany({ where: { userId, id: { not: session.id } } })
    return true
  })
  if (!isChanged) return { kind: 'overtaken', problem: OVERTAKEN }
  noteEnded({ userId, exceptId: sessionId }, { kind: 'new-password' })
  return { kind: 'done' }
}
