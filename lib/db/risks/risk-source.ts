import { Prisma } from '@/lib/db/generated/client'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { type RiskFilter, riskBits } from '@/lib/model/risk-signals'

const OTHERS = LOGIN_FIELD_LIST.filter(({ key, isJudged }) => key !== 'sent_at' && !isJudged)

/**
 * SQL that stands for `user_logins` where only logins with a risk are looked for: in the order of time, or of
 * the score, which is its column `risk`. Its place is that of `login_risks`, whose indexes are in both orders.
 */
export const RISKY_LOGINS = Prisma.sql`(
  SELECT login_sent_at AS sent_at, login_id AS id, score AS risk,
    ${Prisma.raw(OTHERS.map(({ column }) => `login.${column}`).join(', '))}, login.batch_id
  FROM login_risks JOIN user_logins AS login ON login.sent_at = login_sent_at AND login.id = login_id
) AS user_logins`

/**
 * SQL that holds a login of an outer query against its risk. No column of `login_risks` is named as one of a
 * login; OFFSET keeps Postgres from reading the table whole instead of looking up each.
 */
export function riskCondition({ signals, minScore }: RiskFilter): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM login_risks WHERE login_sent_at = sent_at AND login_id = id
      AND score >= ${minScore}::int AND signals & ${riskBits(signals)}::int <> 0 OFFSET 0)`
}
