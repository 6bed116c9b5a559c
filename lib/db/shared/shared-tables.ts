import { Prisma } from '@/lib/db/generated/client'
import {
  MASKED_FIELDS,
  MASKED_PAIRS,
  SHARED_FIELDS,
  type SharedField,
} from '@/lib/model/masked-fields'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** Where the figures, the pairs and the logins of a kind of shared value are, and of what it is met with. */
export type SharedTables = { field: SharedField } & Record<
  'rollup' | 'key' | 'userPairs' | 'otherPairs' | 'others' | 'column' | 'otherColumn',
  Prisma.Sql
>

/** The same by the kind of value. */
export const SHARED_TABLES = Object.fromEntries(
  SHARED_FIELDS.map((field) => [MASKED_FIELDS[field].sharing.kind, tablesOf(field)]),
) as Record<SharedKind, SharedTables>

function tablesOf(field: SharedField): SharedTables {
  const { column, sharing } = MASKED_FIELDS[field]
  return {
    field,
    rollup: Prisma.raw(sharing.rollup),
    key: Prisma.raw(sharing.pairKey),
    userPairs: Prisma.raw(sharing.userPairs),
    otherPairs: Prisma.raw(pairsOf(field, sharing.other)),
    others: Prisma.raw(sharing.otherCount),
    column: Prisma.raw(column),
    otherColumn: Prisma.raw(MASKED_FIELDS[sharing.other].column),
  }
}

/** The table of the pairs of two masked fields. */
function pairsOf(field: SharedField, other: SharedField): string {
  const found = MASKED_PAIRS.find(({ fields }) => fields.includes(field) && fields.includes(other))
  if (found === undefined) throw new Error(`There are no pairs of ${field} and ${other}`)
  return found.table
}
