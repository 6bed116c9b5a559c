import { reader } from '@/lib/db/replica/read-source'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** How many users share each of some devices or IPs; those of one user are left out. */
export async function countUsers(
  kind: SharedKind,
  tokens: readonly string[],
): Promise<Record<string, number>> {
  const asked = [...new Set(tokens)]
  if (asked.length === 0) return {}
  const rows = await reader().$queryRaw<{ token: string; users: number }[]>`
    SELECT token, users FROM ${SHARED_TABLES[kind].rollup} WHERE token = ANY(${asked}::text[])`
  return Object.fromEntries(rows.map(({ token, users }) => [token, users]))
}
