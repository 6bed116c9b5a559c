import type { Transaction } from '@/lib/db/client'

/** A saved filter keeps a user id as text: puts another in its place. */
export async function replaceUserInViews(
  tx: Transaction,
  userId: string,
  replacedBy: string,
): Promise<void> {
  const views = await tx.$queryRaw<{ id: number; query: string }[]>`
    SELECT id, query FROM saved_views WHERE query ~ '(^|&)user='`
  for (const { id, query } of views) {
    const params = new URLSearchParams(query)
    if (params.get('user') !== userId) continue
    params.set('user', replacedBy)
    // Where its owner has just changed it, theirs stands.
    await tx.$executeRaw`
      UPDATE saved_views SET query = ${params.toString()} WHERE id = ${id} AND query = ${query}`
  }
}
