import { withLastAdminGuard } from '@/lib/auth/accounts/with-last-admin-guard'
import { noteEnded } from '@/lib/auth/session/known-sessions'

/** Removes an account; its sessions end with it. @throws as `withLastAdminGuard`. */
export async function removeUser(email: string): Promise<void> {
  const userId = await withLastAdminGuard(email, async (tx, id) => {
    await tx.user.delete({ where: { id } })
  })
  noteEnded({ userId }, { kind: 'by-admin' })
}
