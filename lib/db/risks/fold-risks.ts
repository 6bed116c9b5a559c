import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { judgeSql, TO_JUDGE } from '@/lib/db/risks/judge-sql'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'
import {
  DEVICE_WINDOW,
  isBusyDevice,
  isBusyUser,
  MAX_OF_ONE,
  MAX_WITHOUT,
  USER_WINDOW,
} from '@/lib/db/risks/risk-lookups'
import { REMEMBERED_LOGINS, type RiskSettings } from '@/lib/model/risk/risk-signals'

/**
 * Judges the logins of batches that were just added to the rollups, and those stored before whose verdict
 * they change, since they were sent before them and come late. Adopted logins, batch 0, may be millions:
 * they are judged when somebody asks.
 */
export async function foldRisks(tx: Transaction, batchIds: readonly bigint[]): Promise<void> {
  const settings = await readRiskSettings(tx)
  if (Object.values(settings).every(({ isOn }) => !isOn)) return
  const ingested = batchIds.filter((id) => id !== 0n)
  if (ingested.length > 0) await tx.$executeRaw(judgeSql(scopeOf(ingested, settings), settings))
}

/**
 * The logins of the batches, and those after them that they may change. Of a user all of whose logins from
 * the first of the batches on are of the batches, none can change another: `is_last`.
 */
function scopeOf(batchIds: readonly bigint[], settings: RiskSettings): Prisma.Sql {
  const ids = Prisma.sql`${[...batchIds]}::bigint[]`
  return Prisma.sql`
    WITH stored AS MATERIALIZED (
      SELECT ${TO_JUDGE} FROM user_logins AS l WHERE l.batch_id = ANY(${ids})
    ),
    behind AS MATERIALIZED (
      SELECT user_id FROM (
        SELECT DISTINCT ON (user_id) user_id, sent_at, id FROM stored ORDER BY user_id, sent_at, id) AS first
      WHERE EXISTS (
        SELECT FROM user_logins AS l
        WHERE l.user_id = first.user_id AND (l.sent_at, l.id) > (first.sent_at, first.id)
          AND (l.batch_id = ANY(${ids})) IS NOT TRUE OFFSET 0)
    ),
    fresh AS MATERIALIZED (
      SELECT *, (user_id NOT IN (SELECT user_id FROM behind)) IS TRUE AS is_last FROM stored
    ),
    late AS MATERIALIZED (SELECT * FROM fresh WHERE NOT is_last),
    changed AS (${changedBy(settings)})
    SELECT * FROM fresh
    UNION ALL
    SELECT login.*, false FROM (
      SELECT sent_at, id FROM changed EXCEPT SELECT sent_at, id FROM fresh) AS place
    CROSS JOIN LATERAL (
      SELECT ${TO_JUDGE} FROM user_logins AS l
      WHERE l.sent_at = place.sent_at AND l.id = place.id LIMIT 1) AS login`
}

/** Those whose verdict the late ones may change, and all of a busy user or device that they fall among. */
function changedBy(settings: RiskSettings): Prisma.Sql {
  return Prisma.sql`
    SELECT next.sent_at, next.id FROM late AS fresh CROSS JOIN LATERAL (${ofSameUser()}) AS next
    UNION
    SELECT next.sent_at, next.id
    FROM (SELECT user_id, min(sent_at) AS low, max(sent_at) AS high FROM late GROUP BY user_id) AS busy
    CROSS JOIN LATERAL (
      SELECT l.sent_at, l.id FROM user_logins AS l
      WHERE l.user_id = busy.user_id AND l.sent_at >= busy.low AND l.sent_at <= busy.high + ${USER_WINDOW}
      ORDER BY l.sent_at, l.id LIMIT ${MAX_OF_ONE}::int) AS next
    WHERE ${isBusyUser(Prisma.sql`busy.user_id`, settings)}
    UNION
    SELECT next.sent_at, next.id
    FROM (SELECT device, min(sent_at) AS low, max(sent_at) AS high FROM fresh
          WHERE device IS NOT NULL GROUP BY device) AS busy
    CROSS JOIN LATERAL (
      SELECT l.sent_at, l.id FROM user_logins AS l
      WHERE l.masked_device_id = busy.device
        AND l.sent_at >= busy.low AND l.sent_at <= busy.high + ${DEVICE_WINDOW}
      ORDER BY l.sent_at, l.id LIMIT ${MAX_OF_ONE}::int) AS next
    WHERE ${isBusyDevice(Prisma.sql`busy.device`, settings)}`
}

/**
 * The logins of the same user after one, in order; read no further than asked. The time by itself has Postgres leave
 * out the months before.
 */
function after(columns: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${columns} FROM user_logins AS l
    WHERE l.user_id = fresh.user_id AND (l.sent_at, l.id) > (fresh.sent_at, fresh.id)
      AND l.sent_at >= fresh.sent_at
    ORDER BY l.sent_at, l.id LIMIT ${most}::int`
}

/** The next login of all, the next ones that tell a locale and a version, and the next on the same device. */
function ofSameUser(): Prisma.Sql {
  const next = (columns: Prisma.Sql, most: number, condition: Prisma.Sql) => Prisma.sql`
    (SELECT sent_at, id FROM (${after(Prisma.sql`l.sent_at, l.id, ${columns}`, most)}) AS coming
     WHERE ${condition} LIMIT 1)`
  return Prisma.join(
    [
      next(Prisma.sql`l.locale`, 1, Prisma.sql`true`),
      next(Prisma.sql`l.locale`, MAX_WITHOUT, Prisma.sql`locale IS NOT NULL`),
      next(Prisma.sql`l.app_version`, MAX_WITHOUT, Prisma.sql`app_version IS NOT NULL`),
      next(
        Prisma.sql`l.masked_device_id`,
        REMEMBERED_LOGINS,
        Prisma.sql`masked_device_id = fresh.device`,
      ),
    ],
    ' UNION ALL ',
  )
}
