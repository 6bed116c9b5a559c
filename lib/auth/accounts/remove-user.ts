import { withLastAdminGuard } from '@/lib/auth/accounts/with-last-admin-guard'

/** Removes an account; its sessions end with it. @throws as `withLastAdminGuard`. */
export async function removeUser(email: string): Promise<void> {
  await withLastAdminGuard(email, async (tx, id) => {
    await tx.user.delete({ where: { id } })
  })
}
