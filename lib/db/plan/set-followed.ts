import { database, type Transaction } from '@/lib/db/client'

/** Asks that one of the consoles follow, or that none does. A pause ends with either. */
export async function setFollowed(
  isFollowed: boolean,
  by: string | null,
  client: Transaction = database(),
): Promise<void> {
  await client.$executeRaw`
    INSERT INTO ingest_plan AS plan (is_followed, followed_by, followed_since)
    VALUES (${isFollowed}, ${by}, now())
    ON CONFLICT (is_only) DO UPDATE SET is_followed = excluded.is_followed,
      followed_by = excluded.followed_by, followed_since = excluded.followed_since,
      is_paused = false, paused_by = NULL, paused_since = NULL
    WHERE plan.is_followed <> excluded.is_followed OR plan.is_paused`
}
