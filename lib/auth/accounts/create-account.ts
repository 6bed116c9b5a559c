import { randomBytes } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { failureCode, UserError } from '@/lib/errors'
import type { Role } from '@/lib/model/permissions'

type NewAccount = {
  email: string
  role: Role
  /** Null where the person chooses a password by a link. */
  passwordHash: string | null
  mustChangePassword: boolean
}

/**
 * Makes an account within a transaction, as better-auth keeps them.
 * @returns its id.
 * @throws UserError where the address has one already.
 */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<string> {
  const { email, role, passwordHash, mustChangePassword } = account
  const id = randomBytes(16).toString('hex')
  try {
    await tx.user.create({ data: { id, email, name: email, role, mustChangePassword } })
  } catch (error) {
    const isTaken = ['P2002', '23505'].includes(failureCode(error) ?? '')
    throw isTaken ? new UserError(`${email} has an account already.`) : error
  }
  await tx.account.create({
    data: {
      id: randomBytes(16).toString('hex'),
      accountId: id,
      providerId: 'credential',
      userId: id,
      password: passwordHash,
    },
  })
  return id
}
