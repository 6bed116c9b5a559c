import { database } from '@/lib/db/client'

/** Notes that a person has seen who reset their password. */
export async function dismissPasswordNotice(userId: string): Promise<void> {
  await database().user.update({
    where: { id: userId },
    data: { passwordResetBy: null, passwordResetAt: null },
  })
}
