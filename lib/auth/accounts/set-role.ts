import { withLastAdminGuard } from '@/lib/auth/accounts/with-last-admin-guard'
import { noteChanged } from '@/lib/auth/session/known-sessions'
import { noteAccountOrigin } from '@/lib/db/accounts/account-family'
import type { Role } from '@/lib/model/permissions'

/**
 * Gives an account a role; open sessions have it from their next request on.
 * @param by the account of whoever does it, where it is one.
 * @throws as `withLastAdminGuard`.
 */
export async function setRole(email: string, role: Role, by?: { id: string }): Promise<void> {
  const userId = await withLastAdminGuard(email, async (tx, id) => {
    await tx.user.update({ where: { id }, data: { role } })
    await noteAccountOrigin(tx, id, by?.id)
  })
  noteChanged(userId)
}
