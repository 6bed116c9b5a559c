import type { TestServices } from '@/test/support/services'

/** How many of the test's database wait for a lock. */
export async function countWaiting({ query }: TestServices): Promise<number> {
  const [row] = await query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks
     WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  return row?.count ?? 0
}
