import { database } from '@/lib/db/client'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/login-columns'
import type { LoginRow } from '@/lib/login'

/** A feed shows a sample; the newest few batches are plenty to draw it from. */
const MOST_BATCHES = 8

/**
 * The newest logins: of the given batches in the order they were stored, or of the whole table in
 * the order they were sent. Newest first.
 */
export async function listNewestLogins(limit: number, batchIds?: string[]): Promise<LoginRow[]> {
  if (batchIds === undefined) return newestSent(limit)
  if (batchIds.length === 0) return []
  const newest = batchIds.toSorted(byNumber).slice(-MOST_BATCHES)
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    WHERE batch_id = ANY(${newest}::bigint[])
    ORDER BY user_logins.id DESC LIMIT ${limit}`
  return records.map(toLoginRow)
}

async function newestSent(limit: number): Promise<LoginRow[]> {
  const records = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    ORDER BY user_logins.sent_at DESC, user_logins.id DESC LIMIT ${limit}`
  return records.map(toLoginRow)
}

function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1)
}
