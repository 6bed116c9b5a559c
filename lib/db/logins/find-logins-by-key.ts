import { database } from '@/lib/db/client'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import type { LoginRow } from '@/lib/model/login'

/** The logins of the given keys (message id and Unix milliseconds), the last stored first. */
export async function findLoginsByKey(keys: readonly [string, number][]): Promise<LoginRow[]> {
  if (keys.length === 0) return []
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS}
    FROM unnest(${keys.map(([messageId]) => messageId)}::text[],
                ${keys.map(([, sentAtMs]) => new Date(sentAtMs).toISOString())}::timestamptz[])
      AS key(message_id, sent_at)
    JOIN user_logins USING (message_id, sent_at)
    ORDER BY id DESC`
  return records.map(toLoginRow)
}
