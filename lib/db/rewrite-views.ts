import type { Transaction } from '@/lib/db/client'

/** A saved filter keeps its tokens as text: puts others in their place. */
export async function rewriteViews(
  tx: Transaction,
  replacements: ReadonlyMap<string, string>,
): Promise<void> {
  const views = await tx.$queryRaw<{ id: number; query: string }[]>`
    SELECT id, query FROM saved_views WHERE query ~ '(ip1|dv1)_'`
  for (const { id, query } of views) {
    const changed = query.replace(TOKEN, (token) => replacements.get(token) ?? token)
    if (changed === query) continue
    // Where its owner has just changed it, theirs stands.
    await tx.$executeRaw`
      UPDATE saved_views SET query = ${changed} WHERE id = ${id} AND query = ${query}`
  }
}

const TOKEN = /(?:ip1|dv1)_[0-9a-f]{6}_[0-9a-f]{32}/g
