import { database, type Reader } from '@/lib/db/client'

/** The kinds of the rules that fire and are not muted, in alphabetical order. */
export async function listFiring(client: Reader = database()): Promise<string[]> {
  const rows = await client.$queryRaw<{ rule: string }[]>`
    SELECT rule FROM alert_rules
    WHERE state = 'firing' AND NOT (is_muted AND coalesce(muted_until > now(), true))
    ORDER BY rule`
  return rows.map(({ rule }) => rule)
}
