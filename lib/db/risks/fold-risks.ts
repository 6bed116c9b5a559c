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

/** When a user was taken to be first seen on a device, until an earlier login on it came late. */
export type MovedFirst = { userId: string; at: Date }

/**
 * Judges the logins of batches that were just added to the rollups, and those stored before whose verdict
 * they change, since they were sent before them and come late. Adopted logins, batch 0, may be millions:
 * they are judged when somebody asks.
 * @param moved of the pairs of these batches: the login that was the first on its device no longer is.
 */
export async function foldRisks(
  tx: Transaction,
  batchIds: readonly bigint[],
  moved: readonly MovedFirst[],
): Promise<void> {
  const settings = await readRiskSettings(tx)
  if (Object.values(settings).every(({ isOn }) => !isOn)) return
  const ingested = batchIds.filter((id) => id !== 0n)
  if (ingested.length > 0) {
    await tx.$executeRaw(judgeSql(scopeOf(ingested, moved, settings), settings))
  }
}

/**
 * The logins of the batches, and those after them that they may change. Of a user all of whose logins from
 * the first of the batches on are of the batches, none can change another: `is_last`. Which of their devices
 * are busy is looked up here, for those who judge as well.
 */
function scopeOf(
  batchIds: readonly bigint[],
  moved: readonly MovedFirst[],
  settings: RiskSettings,
): Scope {
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
    ${nextFirsts(moved)},
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

/**
 * Subquery `next_firsts`: users, and when a login of theirs gained or lost being on a new device. It lost it where an
 * earlier login on the same device came late (`moved`). It gained it where it was the user's first on any device, and
 * an earlier one on another came late: of a user who was not seen before the late ones, it is the next after them.
 * The devices of such a user are read once, however many late logins there are.
 */
function nextFirsts(moved: readonly MovedFirst[]): Prisma.Sql {
  return Prisma.sql`
    newcomers AS MATERIALIZED (
      SELECT user_id FROM (
        SELECT user_id, min(sent_at) AS low FROM late WHERE device IS NOT NULL GROUP BY user_id) AS come
      WHERE user_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM ${firstSeenOf(Prisma.sql`come.user_id`)} AS known WHERE first_seen < come.low OFFSET 0)
    ),
    next_firsts AS MATERIALIZED (
      SELECT user_id, next AS at FROM (
        SELECT user_id, first_seen, lead(first_seen) OVER (PARTITION BY user_id ORDER BY first_seen) AS next
        FROM newcomers CROSS JOIN LATERAL ${firstSeenOf(Prisma.sql`newcomers.user_id`)} AS known) AS known
      WHERE (user_id, first_seen) IN (SELECT user_id, sent_at FROM late)
      UNION
      SELECT * FROM unnest(${moved.map(({ userId }) => userId)}::text[], ${moved.map(({ at }) => at)}::timestamptz[])
    )`
}

/** Those whose verdict the late ones may change, and all of a busy user or device that they fall among. */
function changedBy(settings: RiskSettings): Prisma.Sql {
  return Prisma.sql`
    SELECT next.sent_at, next.id FROM late CROSS JOIN LATERAL (${ofSameUser()}) AS next
    UNION
    SELECT next.sent_at, next.id FROM next_firsts CROSS JOIN LATERAL (
      SELECT l.sent_at, l.id FROM user_logins AS l
      WHERE l.user_id = next_firsts.user_id AND l.sent_at = next_firsts.at OFFSET 0) AS next
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
 * Of the same user, the next login of all, and the next ones that tell a locale and a version; read no further than
 * asked. The time by itself has Postgres leave out the months before.
 */
function ofSameUser(): Prisma.Sql {
  return Prisma.sql`
    SELECT sent_at, id FROM (
      SELECT *, row_number() OVER coming AS place, count(locale) OVER coming AS locales,
        count(app_version) OVER coming AS versions
      FROM (
        SELECT l.sent_at, l.id, l.locale, l.app_version FROM user_logins AS l
        WHERE l.user_id = late.user_id AND (l.sent_at, l.id) > (late.sent_at, late.id)
          AND l.sent_at >= late.sent_at
        ORDER BY l.sent_at, l.id LIMIT ${MAX_WITHOUT}::int) AS coming
      WINDOW coming AS (ORDER BY sent_at, id ROWS UNBOUNDED PRECEDING)) AS coming
    WHERE place = 1 OR (locale IS NOT NULL AND locales = 1)
      OR (app_version IS NOT NULL AND versions = 1)`
}
