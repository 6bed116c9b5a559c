import type { Transaction } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'

/**
 * Changes an account in a transaction that holds all admins' rows, so that two changes side by
 * side cannot take the last two admins away.
 * @throws UserError where there is no such account, or it is the last admin and would cease to be.
 */
export async function keepAnAdmin(
  email: string,
  change: (tx: Transaction, userId: string) => Promise<void>,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM users WHERE role = 'admin' ORDER BY id FOR UPDATE`
    const user = await tx.user.findUnique({ where: { email }, select: { id: true, role: true } })
    if (user === null) throw new UserError(`There is no account ${email}.`)
    await change(tx, user.id)
    const left = await tx.user.count({ where: { role: 'admin' } })
    if (user.role === 'admin' && left === 0) {
      throw new UserError(`${email} is the last admin. Make another one first.`)
    }
  })
}
