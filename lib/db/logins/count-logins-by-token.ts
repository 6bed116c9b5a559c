import { database } from '@/lib/db/client'
import { COLUMNS } from '@/lib/db/logins/login-conditions'
import type { MaskedField } from '@/lib/model/masked-fields'

/** Rows are counted up to here; a larger count says 'more'. */
export const LOGINS_COUNTED = 10_000

/** How many logins have a token: exact up to `LOGINS_COUNTED`, one more where there are more. */
export async function countLoginsByToken(field: MaskedField, token: string): Promise<number> {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM (SELECT FROM user_logins WHERE ${COLUMNS[field]} = ${token} LIMIT ${LOGINS_COUNTED + 1}) AS found`
  return row?.count ?? 0
}
