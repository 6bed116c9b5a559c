import type { Transaction } from '@/lib/db/client'
import { partsOf, type ReplaceValue, replaceInQuery } from '@/lib/db/replace-in-query'
import { MASKED_FIELD_NAMES, type MaskedField } from '@/lib/model/masked-fields'
import type { FilterKey } from '@/lib/model/query/parts/filter-parts'

/**
 * A saved filter keeps its tokens as text: puts others in their place.
 * @param replace says what takes the place of a value; itself, where it stays.
 */
export async function rewriteViews(
  tx: Transaction,
  replace: ReplaceValue<MaskedField>,
): Promise<void> {
  await rewrite(tx, MASKED_FIELD_NAMES, replace)
}

/** A saved filter keeps user ids as text: puts another in the place of one. */
export async function replaceUserInViews(
  tx: Transaction,
  userId: string,
  replacedBy: string,
): Promise<void> {
  await rewrite(tx, ['user_id'], (_, value) => (value === userId ? replacedBy : value))
}

async function rewrite<Field extends FilterKey>(
  tx: Transaction,
  fields: readonly Field[],
  replace: ReplaceValue<Field>,
): Promise<void> {
  const namesOne = `(^|&)(${fields.flatMap(partsOf).join('|')})=`
  const views = await tx.$queryRaw<{ id: number; query: string }[]>`
    SELECT id, query FROM saved_views WHERE query ~ ${namesOne}`
  for (const { id, query } of views) {
    const changed = replaceInQuery(query, fields, replace)
    if (changed === query) continue
    // Where its owner has just changed it, theirs stands.
    await tx.$executeRaw`
      UPDATE saved_views SET query = ${changed} WHERE id = ${id} AND query = ${query}`
  }
}
