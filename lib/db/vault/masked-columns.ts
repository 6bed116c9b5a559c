import { Prisma } from '@/lib/db/generated/client'
import type { TokensByField } from '@/lib/db/rollups/recompute-rollups'
import { MASKED_FIELD_NAMES, MASKED_FIELDS, perField } from '@/lib/model/masked-fields'
import { fieldOfToken } from '@/lib/model/token'

/** The column of each masked field. */
export const MASKED_COLUMN = perField((field) => Prisma.raw(MASKED_FIELDS[field].column))

/** SQL that tells whether any login has a token; each column has an index of its own. */
export function someLoginHas(token: Prisma.Sql): Prisma.Sql {
  const looks = MASKED_FIELD_NAMES.map((field) => {
    return Prisma.sql`EXISTS (SELECT FROM user_logins WHERE ${MASKED_COLUMN[field]} = ${token})`
  })
  return Prisma.sql`(${Prisma.join(looks, ' OR ')})`
}

/** Tokens by the field that each stands for; other text is left out. */
export function tokensByField(tokens: readonly string[]): TokensByField {
  return perField((field) => tokens.filter((token) => fieldOfToken(token) === field))
}
