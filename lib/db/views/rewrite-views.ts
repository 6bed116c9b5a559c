import type { Transaction } from '@/lib/db/client'
import { MASKED_PARTS, type ReplaceValue, replaceInQuery } from '@/lib/db/replace-in-query'

/**
 * A saved filter keeps its tokens as text: puts others in their place.
 * @param replace says what takes the place of a value; itself, where it stays.
 */
export async function rewriteViews(tx: Transaction, replace: ReplaceValue): Promise<void> {
  const views = await tx.$queryRaw<{ id: number; query: string }[]>`
    SELECT id, query FROM saved_views WHERE query ~ ${NAMES_MASKED_VALUES}`
  for (const { id, query } of views) {
    const changed = replaceInQuery(query, replace)
    if (changed === query) continue
    // Where its owner has just changed it, theirs stands.
    await tx.$executeRaw`
      UPDATE saved_views SET query = ${changed} WHERE id = ${id} AND query = ${query}`
  }
}

const NAMES_MASKED_VALUES = `(^|&)(${MASKED_PARTS.map(([name]) => name).join('|')})=`
