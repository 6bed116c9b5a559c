import { backgroundDatabase } from '@/lib/db/client'

const CHUNK = 10_000

/** All user ids that logins have, each once, by chunks in their order: one walk along an index. */
export async function* walkUserIds(): AsyncGenerator<string[]> {
  for (let after = ''; ; ) {
    const rows = await backgroundDatabase().$queryRaw<{ userId: string }[]>`
      SELECT DISTINCT user_id AS "userId" FROM user_logins
      WHERE user_id > ${after} ORDER BY user_id LIMIT ${CHUNK}`
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ userId }) => userId)
    after = last.userId
  }
}
