import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import { RISKY_LOGINS } from '@/lib/model/alerts/rules/login-rules'

/** Counts the logins of the last minutes that have at least so high a score; no further than the rule can ask. */
export async function countRiskyLogins(minScore: number): Promise<number> {
  const since = instant(Date.now() - RISKY_LOGINS.seconds * 1_000)
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM (
        SELECT score FROM login_risks WHERE login_sent_at > ${since}
        ORDER BY login_sent_at DESC, login_id DESC LIMIT ${RISKY_LOGINS.maxSearched}::int) AS recent
      WHERE score >= ${minScore}::int LIMIT ${RISKY_LOGINS.max}::int) AS risky`
  return row?.count ?? 0
}
