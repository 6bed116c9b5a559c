import { choosePassword } from '@/lib/auth/add-user'
import { auth } from '@/lib/auth/auth'
import { unlockAccount } from '@/lib/auth/sign-in-limit'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'

/**
 * Gives an account a new password, a generated one where none is given; ends its sessions and
 * lifts a lock.
 * @throws UserError where there is no such account, or the password is too weak.
 */
export async function resetPassword(
  email: string,
  password?: string,
): Promise<{ password: string }> {
  const chosen = choosePassword(password, email)
  const hash = await (await auth().$context).password.hash(chosen)
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true } })
    if (user === null) throw new UserError(`There is no account ${email}.`)
    await tx.account.updateMany({
      where: { userId: user.id, providerId: 'credential' },
      data: { password: hash },
    })
    await tx.session.deleteMany({ where: { userId: user.id } })
  })
  await unlockAccount(email)
  return { password: chosen }
}
