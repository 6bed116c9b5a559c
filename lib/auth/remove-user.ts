import { keepAnAdmin } from '@/lib/auth/keep-an-admin'

/** Removes an account; its sessions end with it. @throws as `keepAnAdmin`. */
export async function removeUser(email: string): Promise<void> {
  await keepAnAdmin(email, async (tx, id) => {
    await tx.user.delete({ where: { id } })
  })
}
