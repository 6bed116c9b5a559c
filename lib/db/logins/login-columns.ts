import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import type { LoginRow } from '@/lib/model/login'
import { LOGIN_FIELD_LIST, MASKED_PROPERTIES } from '@/lib/model/login-field-list'

/** What was found of a login of an outer query: no column of `login_risks` is named as one of a login. */
function ofRisk(column: string): string {
  return `(SELECT ${column} FROM login_risks WHERE login_sent_at = sent_at AND login_id = id)`
}

/** The columns of `user_logins`, and of its risk, that make a `LoginRow`. */
export const LOGIN_COLUMNS = Prisma.raw(
  [
    'id::text AS "id"',
    `${ofRisk('score')} AS "risk"`,
    `${ofRisk('figures')} AS "riskFigures"`,
    ...LOGIN_FIELD_LIST.filter(({ isJudged }) => !isJudged).map(({ column, type, property }) =>
      type === 'date'
        ? `to_char(${column}, 'YYYY-MM-DD') AS "${property}"`
        : `${column} AS "${property}"`,
    ),
  ].join(', '),
)

export type LoginRecord = Omit<LoginRow, 'sentAt'> & { sentAt: Date }

/** A record as `LOGIN_COLUMNS` selects it, in the shape pages know: without originals. */
export function toLoginRow(record: LoginRecord): LoginRow {
  const row: LoginRow = { ...record, sentAt: record.sentAt.toISOString() }
  // Most have none: lists and live events do without the word.
  if (row.riskFigures === null) delete row.riskFigures
  for (const property of MASKED_PROPERTIES) row[property] = hideOriginal(row[property])
  return row
}
