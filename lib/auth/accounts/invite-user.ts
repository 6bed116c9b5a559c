import { parseEmail } from '@/lib/auth/accounts/add-user'
import { createAccount } from '@/lib/auth/accounts/create-account'
import { createSetPasswordLink } from '@/lib/auth/password/set-password-link'
import { noteAccountOrigin } from '@/lib/db/accounts/account-family'
import { transaction } from '@/lib/db/transaction'
import type { Role } from '@/lib/model/permissions'

/**
 * Makes an account without a password.
 * @param by the account of whoever makes it.
 * @returns its address, and the path of the link by which the person chooses a password.
 * @throws UserError where the address is taken or wrong.
 */
export async function inviteUser(
  invited: { email: string; role: Role },
  by: { id: string },
): Promise<{ email: string; path: string }> {
  const email = parseEmail(invited.email)
  return transaction(async (tx) => {
    const account = { email, role: invited.role, passwordHash: null, mustChangePassword: false }
    const id = await createAccount(tx, account)
    await noteAccountOrigin(tx, id, by.id)
    return { email, path: await createSetPasswordLink(tx, id) }
  })
}
