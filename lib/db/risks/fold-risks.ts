import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { judgeSql, type Scope, TO_JUDGE } from '@/lib/db/risks/judge-sql'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'
import {
  DEVICE_WINDOW,
  firstSeenOf,
  isBusyDevice,
  isBusyUser,
  MAX_OF_ONE,
  MAX_WITHOUT,
  USER_WINDOW,
} from '@/lib/db/risks/risk-lookups'
import type { RiskSettings } from '@/lib/model/risk/risk-signals'

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
 * the first of the batches on are of the batches, none can change another: `is_last`. Which of their devices
 * are busy is looked up here, for those who judge as well.
 */
function scopeOf(batchIds: readonly bigint[], settings: RiskSettings): Scope {
  const ids = Prisma.sql`${[...batchIds]}::bigint[]`
  const before = Prisma.sql`
    stored AS MATERIALIZED (
      SELECT ${TO_JUDGE} FROM user_logins AS l WHERE l.batch_id = ANY(${ids})
    ),
    behind AS MATERIALIZED (
      SELECT user_id FROM (
        SELECT DISTINCT ON (user_id) user_id, sent_at, id FROM stored ORDER BY user_id, sent_at, id) AS first
      WHERE EXISTS (
        SELECT FROM user_logins AS l
        WHERE l.user_id = first.user_id AND (l.sent_at, l.id) > (first.sent_at, first.id)
          AND l.sent_at >= first.sent_at AND (l.batch_id = ANY(${ids})) IS NOT TRUE OFFSET 0)
    ),
    fresh AS MATERIALIZED (
      SELECT *, (user_id NOT IN (SELECT user_id FROM behind)) IS TRUE AS is_last FROM stored
    ),
    late AS MATERIALIZED (SELECT * FROM fresh WHERE NOT is_last),
    fresh_devices AS MATERIALIZED (
      SELECT *, ${isBusyDevice(Prisma.sql`seen.device`, settings)} AS is_busy
      FROM (SELECT device, min(sent_at) AS low, max(sent_at) AS high FROM fresh
            WHERE device IS NOT NULL GROUP BY device) AS seen
    ),
    changed AS (${changedBy(settings)}),`
  const rows = Prisma.sql`
    SELECT * FROM fresh
    UNION ALL
    SELECT login.*, false FROM (
      SELECT sent_at, id FROM changed EXCEPT SELECT sent_at, id FROM fresh) AS place
    CROSS JOIN LATERAL (
      SELECT ${TO_JUDGE} FROM user_logins AS l
      WHERE l.sent_at = place.sent_at AND l.id = place.id LIMIT 1) AS login`
  return { before, rows, knownDevices: Prisma.sql`fresh_devices` }
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
    FROM fresh_devices AS busy
    CROSS JOIN LATERAL (
      SELECT l.sent_at, l.id FROM user_logins AS l
      WHERE l.masked_device_id = busy.device
        AND l.sent_at >= busy.low AND l.sent_at <= busy.high + ${DEVICE_WINDOW}
      ORDER BY l.sent_at, l.id LIMIT ${MAX_OF_ONE}::int) AS next
    WHERE busy.is_busy`
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

/**
 * The next login of all, the next ones that tell a locale and a version, and those that may have been the first on
 * their device: on the same one, where this comes before them, and on the device that the user had next.
 */
function ofSameUser(): Prisma.Sql {
  const columns = Prisma.sql`l.sent_at, l.id, l.locale, l.app_version`
  const devices = Prisma.sql`l.sent_at, l.id, l.masked_device_id`
  return Prisma.sql`
    (SELECT sent_at, id FROM (
      SELECT *, row_number() OVER coming AS place, count(locale) OVER coming AS locales,
        count(app_version) OVER coming AS versions
      FROM (${after(columns, MAX_WITHOUT)}) AS coming
      WINDOW coming AS (ORDER BY sent_at, id ROWS UNBOUNDED PRECEDING)) AS coming
     WHERE place = 1 OR (locale IS NOT NULL AND locales = 1)
       OR (app_version IS NOT NULL AND versions = 1))
    UNION ALL
    (SELECT sent_at, id FROM (${after(devices, MAX_OF_ONE)}) AS coming
     WHERE masked_device_id = fresh.device AND EXISTS (
       SELECT FROM device_users AS pair
       WHERE pair.device = fresh.device COLLATE "C" AND pair.user_id = fresh.user_id COLLATE "C"
         AND pair.first_seen = fresh.sent_at OFFSET 0)
     ORDER BY sent_at FETCH FIRST ROW WITH TIES)
    UNION ALL
    (SELECT l.sent_at, l.id FROM user_logins AS l
     WHERE l.user_id = fresh.user_id AND l.sent_at = (
       SELECT min(first_seen) FROM ${firstSeenOf(Prisma.sql`fresh.user_id`)} AS others
       WHERE first_seen > fresh.sent_at))`
}
