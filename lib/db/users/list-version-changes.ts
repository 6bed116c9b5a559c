import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { reader } from '@/lib/db/replica/read-source'
import { MAX_LOOKED_AT } from '@/lib/db/users/find-user'

/** A login with another version than the login before it on the same device. */
type VersionChange = {
  /** ISO 8601, UTC. */
  at: string
  device: string | null
  before: string
  after: string
  isDowngrade: boolean
}

export type VersionHistory = {
  /** The newest first, 50 at most. */
  changes: VersionChange[]
  /** All of them among the logins that were looked at. */
  changed: number
  downgrades: number
}

const MAX_LISTED = 50

/**
 * How the versions of a user changed, device by device: two devices need not have the same. The newest
 * 2,500 logins are looked at; those without a version say nothing.
 */
export async function listVersionChanges(id: string): Promise<VersionHistory> {
  const rows = await reader().$queryRaw<
    (Omit<VersionChange, 'at'> & { at: Date; changed: number; downgrades: number })[]
  >`
    WITH newest AS MATERIALIZED (
      SELECT sent_at, id, masked_device_id AS device, app_version AS version,
        coalesce(app_version_text, app_version::text) AS text
      FROM user_logins WHERE user_id = ${id} ORDER BY sent_at DESC, id DESC LIMIT ${MAX_LOOKED_AT}
    ), followed AS (
      SELECT sent_at, id, device, version, text, lag(version) OVER earlier AS version_before,
        lag(text) OVER earlier AS text_before
      FROM newest WHERE version IS NOT NULL
      WINDOW earlier AS (PARTITION BY device ORDER BY sent_at, id)
    )
    SELECT sent_at AS at, device, text_before AS before, text AS after,
      version < version_before AS "isDowngrade", (count(*) OVER ())::int AS changed,
      (count(*) FILTER (WHERE version < version_before) OVER ())::int AS downgrades
    FROM followed WHERE version <> version_before
    ORDER BY sent_at DESC, id DESC LIMIT ${MAX_LISTED}`
  const { changed = 0, downgrades = 0 } = rows[0] ?? {}
  const changes = rows.map(({ at, device, before, after, isDowngrade }) => ({
    at: at.toISOString(),
    device: hideOriginal(device),
    before,
    after,
    isDowngrade,
  }))
  return { changes, changed, downgrades }
}
