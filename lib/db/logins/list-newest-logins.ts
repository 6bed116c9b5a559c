import { database } from '@/lib/db/client'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import type { LoginRow } from '@/lib/model/login'

/** The logins that were sent last, newest first. */
export async function listNewestLogins(limit: number): Promise<LoginRow[]> {
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    ORDER BY user_logins.sent_at DESC, user_logins.id DESC LIMIT ${limit}`
  return records.map(toLoginRow)
}
