import { withLastAdminGuard } from '@/lib/auth/with-last-admin-guard'
import type { Role } from '@/lib/model/permissions'

/** Gives an account a role; open sessions have it from their next request on. @throws as `withLastAdminGuard`. */
export async function setRole(email: string, role: Role): Promise<void> {
  await withLastAdminGuard(email, async (tx, id) => {
    await tx.user.update({ where: { id }, data: { role } })
  })
}
