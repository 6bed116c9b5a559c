import { withLastAdminGuard } from '@/lib/auth/accounts/with-last-admin-guard'
import { noteChanged } from '@/lib/auth/session/known-sessions'
import { noteAccountOrigin } from '@/lib/db/accounts/account-family'
import { revokeTokensOf } from '@/lib/db/api-tokens/revoke-api-token'
import { can, type Role } from '@/lib/model/permissions'

/** Whom a token names that was ended at the command line. */
const COMMAND = 'npm run users'

/**
 * Gives an account a role; open sessions have it from their next request on. Whoever may make API tokens no
 * more loses those that they made: a later promotion does not bring them back.
 * @param by the account of whoever does it, where it is one.
 * @throws as `withLastAdminGuard`.
 */
export async function setRole(
  email: string,
  role: Role,
  by?: { id: string; email: string },
): Promise<void> {
  const userId = await withLastAdminGuard(email, async (tx, id) => {
    await tx.user.update({ where: { id }, data: { role } })
    await noteAccountOrigin(tx, id, by?.id)
    if (!can({ role }, 'manage-tokens')) await revokeTokensOf(tx, id, by?.email ?? COMMAND)
  })
  noteChanged(userId)
}
