import { Prisma } from '@/lib/db/generated/client'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { type RiskFilter, riskBits } from '@/lib/model/risk/risk-signals'

/** The columns of a login that `login_risks` has as well: those that never change. */
export const KEPT = ['device_type', 'locale', 'app_version', 'run_id', 'batch_id'] as const

const OTHERS = LOGIN_FIELD_LIST.filter(({ column, isJudged }) => {
  return column !== 'sent_at' && !isJudged && !KEPT.some((kept) => kept === column)
})

/**
 * SQL that stands for `user_logins` where only logins with a risk are looked for: in the order of time, or of
 * the score, which is its column `risk`. Its place is that of `login_risks`, whose indexes are in both orders.
 * Where nothing is asked of a login that `login_risks` does not have, Postgres leaves the join out.
 */
export const RISKY_LOGINS = Prisma.sql`(
  SELECT login_sent_at AS sent_at, login_id AS id, score AS risk, signals AS risk_signals,
    ${Prisma.raw(
      [
        ...KEPT.map((column) => `risk.${column}`),
        ...OTHERS.map(({ column }) => `login.${column}`),
      ].join(', '),
    )}
  FROM login_risks AS risk
  LEFT JOIN user_logins AS login ON login.sent_at = login_sent_at AND login.id = login_id
) AS user_logins`

/** The columns of `RISKY_LOGINS` that `isOfRisk` looks at. */
export const RISK_COLUMNS = Prisma.sql`risk, risk_signals`

/** SQL that holds a row of `RISKY_LOGINS` against what is asked of its risk. */
export function isOfRisk(filter: RiskFilter | undefined): Prisma.Sql {
  if (filter === undefined) return Prisma.sql`true`
  const { minScore, signals } = filter
  return Prisma.sql`(risk >= ${minScore}::int AND risk_signals & ${riskBits(signals)}::int <> 0)`
}

/**
 * SQL that holds a login of an outer query against its risk. No column of `login_risks` that is named here is
 * named as one of a login; OFFSET keeps Postgres from reading the table whole instead of looking up each.
 */
export function riskCondition({ signals, minScore }: RiskFilter): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM login_risks WHERE login_sent_at = sent_at AND login_id = id
      AND score >= ${minScore}::int AND signals & ${riskBits(signals)}::int <> 0 OFFSET 0)`
}
