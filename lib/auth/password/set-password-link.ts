import { createHash, randomBytes } from 'node:crypto'
import { hashPassword } from '@/lib/auth/password/hash-password'
import { passwordProblem } from '@/lib/auth/password/password-rules'
import { noteEnded } from '@/lib/auth/session/known-sessions'
import { unlockAccount } from '@/lib/auth/sign-in/sign-in-limit'
import { database, type Transaction } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { transaction } from '@/lib/db/transaction'
import { SET_PASSWORD_LINK_HOURS } from '@/lib/model/account'
import { HOUR_MS } from '@/lib/model/time/units'

const LINK_MS = SET_PASSWORD_LINK_HOURS * HOUR_MS

export type SetPassword =
  | { kind: 'done'; userId: string }
  /** The password is too weak; the link still serves. */
  | { kind: 'weak'; problem: string }
  /** Used, replaced by a newer one, or too old. */
  | { kind: 'no-link' }

/**
 * Makes the one link by which an account's password can be set, within the transaction of the change
 * that calls for it; an earlier one serves no more.
 * @returns its path. The token is in the fragment, which browsers send to nobody.
 */
export async function createSetPasswordLink(tx: Transaction, userId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = await databaseNow(tx)
  await tx.setPasswordLink.deleteMany({ where: { OR: [{ userId }, { expiresAt: { lte: now } }] } })
  const expiresAt = new Date(now.getTime() + LINK_MS)
  await tx.setPasswordLink.create({ data: { tokenHash: hashOf(token), userId, expiresAt } })
  return `/set-password#${token}`
}

/** Sets the password of the account that a link was made for, once; its sessions end. */
export async function setPasswordByLink(token: string, password: string): Promise<SetPassword> {
  const tokenHash = hashOf(token)
  const link = await database().setPasswordLink.findUnique({
    where: { tokenHash, expiresAt: { gt: await databaseNow() } },
    select: { userId: true, user: { select: { email: true } } },
  })
  if (link === null) return { kind: 'no-link' }
  const { userId } = link
  const problem = passwordProblem(password, link.user.email)
  if (problem !== undefined) return { kind: 'weak', problem }
  const hash = await hashPassword(password)
  const isSet = await transaction(async (tx) => {
    const { count } = await tx.setPasswordLink.deleteMany({ where: { tokenHash } })
    if (count === 0) return false
    await tx.account.updateMany({
      where: { userId, providerId: 'credential' },
      data: { password: hash },
    })
    await tx.user.update({ where: { id: userId }, data: { mustChangePassword: false } })
    await tx.session.deleteMany({ where: { userId } })
    return true
  })
  if (!isSet) return { kind: 'no-link' }
  noteEnded({ userId }, { kind: 'new-password' })
  await unlockAccount(link.user.email)
  return { kind: 'done', userId }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
