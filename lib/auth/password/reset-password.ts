import { choosePassword } from '@/lib/auth/accounts/add-user'
import { hashPassword } from '@/lib/auth/password/hash-password'
import { createSetPasswordLink } from '@/lib/auth/password/set-password-link'
import { parseRole } from '@/lib/auth/roles'
import { noteEnded } from '@/lib/auth/session/known-sessions'
import { unlockAccount } from '@/lib/auth/sign-in/sign-in-limit'
import { noteAccountOrigin } from '@/lib/db/accounts/account-family'
import type { Transaction } from '@/lib/db/client'
import { databaseNow } from '@/lib/db/database-now'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'
import type { Role } from '@/lib/model/permissions'

/**
 * Gives an account a new password, a generated one where none is given, which has to be changed at
 * the next sign-in; ends its sessions and lifts a lock.
 * @param by who did it, as the person is told.
 * @throws UserError where there is no such account, or the password is too weak.
 */
export async function resetPassword(
  email: string,
  password: string | undefined,
  by: string,
): Promise<{ password: string }> {
  const chosen = choosePassword(password, email)
  const hash = await hashPassword(chosen)
  const userId = await transaction(async (tx) => {
    const id = await replacePassword(tx, email, hash, by)
    await tx.user.update({
      where: { id },
      data: { mustChangePassword: password === undefined },
    })
    await tx.setPasswordLink.deleteMany({ where: { userId: id } })
    return id
  })
  noteEnded({ userId }, { kind: 'new-password' })
  await unlockAccount(email)
  return { password: chosen }
}

/**
 * Takes an account's password away, ends its sessions and lifts a lock.
 * @param role the one that whoever does it was asked to confirm; any where it is not given.
 * @returns the path of the link by which the person chooses another.
 * @throws UserError where there is no such account, or it has another role by now.
 */
export async function replacePasswordByLink(
  email: string,
  by: { id: string; email: string },
  role?: Role,
): Promise<string> {
  const { id: userId, path } = await transaction(async (tx) => {
    const id = await replacePassword(tx, email, null, by.email)
    if (role !== undefined) await expectRole(tx, email, role)
    await noteAccountOrigin(tx, id, by.id)
    return { id, path: await createSetPasswordLink(tx, id) }
  })
  noteEnded({ userId }, { kind: 'new-password' })
  await unlockAccount(email)
  return path
}

async function replacePassword(
  tx: Transaction,
  email: string,
  hash: string | null,
  by: string,
): Promise<string> {
  const user = await tx.user.findUnique({ where: { email }, select: { id: true } })
  if (user === null) throw new UserError(`There is no account ${email}.`)
  await tx.account.updateMany({
    where: { userId: user.id, providerId: 'credential' },
    data: { password: hash },
  })
  const passwordResetAt = await databaseNow(tx)
  const passwordResetBy = by.slice(0, 320)
  await tx.user.update({ where: { id: user.id }, data: { passwordResetBy, passwordResetAt } })
  await tx.session.deleteMany({ where: { userId: user.id } })
  return user.id
}

/** Once the account's row is written, so that no other change of it is under way. */
async function expectRole(tx: Transaction, email: string, role: Role): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({ where: { email }, select: { role: true } })
  if (parseRole(user.role) === role) return
  throw new UserError(`The role of ${email} has just changed. Try again.`)
}
