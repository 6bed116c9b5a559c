import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import type { LoginRow } from '@/lib/model/login'
import { LOGIN_FIELD_LIST, MASKED_PROPERTIES } from '@/lib/model/login-field-list'

/** The columns of `user_logins` that make a `LoginRow`. */
export const LOGIN_COLUMNS = Prisma.raw(
  [
    'id::text AS "id"',
    ...LOGIN_FIELD_LIST.map(({ column, type, property }) =>
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
  for (const property of MASKED_PROPERTIES) row[property] = hideOriginal(row[property])
  return row
}
