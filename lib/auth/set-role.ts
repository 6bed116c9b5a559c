import { keepAnAdmin } from '@/lib/auth/keep-an-admin'
import type { Role } from '@/lib/auth/roles'

/** Gives an account a role; open sessions have it from their next request on. @throws as `keepAnAdmin`. */
export async function setRole(email: string, role: Role): Promise<void> {
  await keepAnAdmin(email, async (tx, id) => {
    await tx.user.update({ where: { id }, data: { role } })
  })
}
