import type { Transaction } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'
import { rolesWith } from '@/lib/model/permissions'

/**
 * Changes an account in a transaction that holds the rows of all who manage people, so that two
 * changes side by side cannot take the last two of them away.
 * @returns the account's id.
 * @throws UserError where there is no such account, or it is the last admin and would cease to be.
 */
export async function withLastAdminGuard(
  email: string,
  change: (tx: Transaction, userId: string) => Promise<void>,
): Promise<string> {
  const managing: string[] = rolesWith('manage-users')
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM users WHERE role = ANY(${managing}) ORDER BY id FOR UPDATE`
    const user = await tx.user.findUnique({ where: { email }, select: { id: true, role: true } })
    if (user === null) throw new UserError(`There is no account ${email}.`)
    await change(tx, user.id)
    const left = await tx.user.count({ where: { role: { in: managing } } })
    if (user.role !== null && managing.includes(user.role) && left === 0) {
      throw new UserError(`${email} is the last admin. Make another one first.`)
    }
    return user.id
  })
}
