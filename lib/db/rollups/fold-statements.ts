import { Prisma } from '@/lib/db/generated/client'
import { newPairs, seenAgain, seenPairs } from '@/lib/db/rollups/fold-pairs'
import { CUBE_KEYS, ROLLED_UP_COLUMNS } from '@/lib/db/rollups/rollup-keys'
import { FOLDED, LOGIN_DAY, PAIR_TABLES, type PairTable } from '@/lib/db/rollups/rollup-tables'
import { SHARED_TABLES, type SharedTables } from '@/lib/db/shared/shared-tables'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/**
 * What a fold has to go on with: a value that became shared, or a user and when this user was first seen on a device
 * until an earlier login on it came late.
 */
export type AddedUp =
  | { shared: SharedKind; value: string; at: null }
  | { shared: null; value: string; at: Date }

/**
 * One statement, so that the logins are read once: notes new pairs, and the day on which those of shared
 * values were seen again, adds to what is shared already, counts by version, day, hour and minute, and
 * returns, as `AddedUp`, what the new pairs made shared, and where late logins moved the first of a pair.
 */
export function addUp(batchIds: bigint[]): Prisma.Sql {
  const adopted = batchIds.includes(0n) ? Prisma.sql`OR batch_id IS NULL` : Prisma.empty
  return Prisma.sql`
    WITH fresh AS MATERIALIZED (
      SELECT user_id COLLATE "C" AS user_id, ${SHARED_COLUMNS},
        ${COLUMNS}, app_version, app_version_text, sent_at
      FROM user_logins WHERE batch_id = ANY(${batchIds}::bigint[]) ${adopted}
    ),
    ${Prisma.join(PAIR_TABLES.map(seenPairs))},
    ${Prisma.join(PAIR_TABLES.map(newPairs))},
    ${Prisma.join(PAIR_TABLES.filter(({ datedBy }) => datedBy !== null).map(seenAgain))},
    ${Prisma.join(KINDS.map(([, tables]) => addToShared(tables)))},
    versions AS (
      INSERT INTO login_versions AS t (app_version, app_version_text, logins)
      SELECT coalesce(app_version, -1), coalesce(app_version_text, ''), count(*)
      FROM fresh GROUP BY 1, 2
      ON CONFLICT (app_version, app_version_text) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    minutes AS (
      INSERT INTO login_minutes AS t (minute, logins)
      SELECT date_trunc('minute', sent_at, 'UTC'), count(*) FROM fresh GROUP BY 1
      ON CONFLICT (minute) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    counted AS MATERIALIZED (
      SELECT ${COLUMNS}, date_trunc('hour', sent_at, 'UTC') AS hour, count(*) AS logins
      FROM fresh GROUP BY ${COLUMNS}, hour
    ),
    days AS (
      INSERT INTO login_days AS t (${COLUMNS}, day, logins)
      ${countsBy(Prisma.sql`(hour AT TIME ZONE 'UTC')::date`)}
      ON CONFLICT (${COLUMNS}, day) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    hours AS (
      INSERT INTO login_hours AS t (${COLUMNS}, hour, logins)
      ${countsBy(Prisma.sql`hour`)}
      ON CONFLICT (${COLUMNS}, hour) DO UPDATE SET logins = t.logins + excluded.logins
    )
    ${Prisma.join(
      KINDS.map(
        ([kind, tables]) => Prisma.sql`
          SELECT ${Prisma.raw(`'${kind}'`)} AS shared, ${tables.key} AS value, NULL::timestamptz AS at
          FROM (${becameShared(tables)}) AS newly_shared`,
      ),
      ' UNION ALL ',
    )}
    UNION ALL ${Prisma.join(PAIR_TABLES.filter(({ tellsFirst }) => tellsFirst).map(movedFirsts), ' UNION ALL ')}`
}

/** Those that logins are counted by, beside their time. */
const COLUMNS = Prisma.raw(ROLLED_UP_COLUMNS)
const KINDS = Object.entries(SHARED_TABLES)
const SHARED_COLUMNS = Prisma.join(
  KINDS.map(([, { column, key }]) => Prisma.sql`${column} COLLATE "C" AS ${key}`),
)

/** By adding up, not by joining: Postgres expects one login of new batches, and would compare all with all. */
function addToShared({ rollup, key, userPairs, others, otherPairs }: SharedTables): Prisma.Sql {
  return Prisma.sql`
    added_${rollup} AS (
      UPDATE ${rollup} AS t SET logins = t.logins + seen.logins,
        users = t.users + seen.new_users, ${others} = t.${others} + seen.new_others,
        first_seen = least(t.first_seen, seen.first_seen),
        last_seen = greatest(t.last_seen, seen.last_seen)
      FROM (
        SELECT ${key}, sum(login) AS logins, sum(new_user) AS new_users, sum(new_other) AS new_others,
          min(sent_at) AS first_seen, max(sent_at) AS last_seen
        FROM (
          SELECT ${key}, 1 AS login, 0 AS new_user, 0 AS new_other, sent_at
          FROM fresh WHERE ${key} IS NOT NULL
          UNION ALL SELECT ${key}, 0, 1, 0, NULL FROM new_${userPairs}
          UNION ALL SELECT ${key}, 0, 0, 1, NULL FROM new_${otherPairs}) AS counted
        GROUP BY ${key} ORDER BY ${key}) AS seen
      WHERE t.token = seen.${key}
    )`
}

/**
 * What new users made shared: those that had one user before this statement, or two new ones. Most had none, so that
 * whether they are shared by now is not asked.
 */
function becameShared({ rollup, key, userPairs }: SharedTables): Prisma.Sql {
  return Prisma.sql`
    SELECT ${key} FROM (
      SELECT ${key} FROM (SELECT ${key}, count(*) AS users FROM new_${userPairs} GROUP BY ${key}) AS pair
      WHERE users > 1 OR EXISTS (SELECT 1 FROM ${userPairs} AS earlier WHERE earlier.${key} = pair.${key})
      OFFSET 0) AS met
    WHERE NOT EXISTS (SELECT 1 FROM ${rollup} AS t WHERE t.token = met.${key})`
}

function movedFirsts({ name }: PairTable): Prisma.Sql {
  return Prisma.sql`
    SELECT NULL, user_id, known_first_seen FROM ${Prisma.raw(`seen_${name}`)}
    WHERE first_seen < known_first_seen`
}

/** The figures of what became shared, and the days of its pairs, from all logins folded so far. */
export function computeShared(tables: SharedTables, tokens: string[]): Prisma.Sql {
  const { rollup, column, key, userPairs, others, otherPairs } = tables
  return Prisma.sql`
    WITH login AS MATERIALIZED (
      SELECT shared.token, login.* FROM unnest(${tokens}::text[]) AS shared(token)
      CROSS JOIN LATERAL (
        SELECT user_id COLLATE "C" AS user_id, sent_at
        FROM user_logins WHERE ${column} = shared.token AND ${Prisma.raw(FOLDED)} OFFSET 0) AS login
    ),
    dated AS (
      UPDATE ${userPairs} AS t SET last_day = seen.last_day FROM (
        SELECT found.place, seen.last_day
        FROM (SELECT token, user_id, max(${Prisma.raw(LOGIN_DAY)}) AS last_day FROM login
              WHERE user_id IS NOT NULL GROUP BY 1, 2) AS seen
        CROSS JOIN LATERAL (
          SELECT ctid AS place FROM ${userPairs} AS pair
          WHERE pair.${key} = seen.token AND pair.user_id = seen.user_id AND pair.last_day < seen.last_day
          OFFSET 0) AS found) AS seen
      WHERE t.ctid = seen.place
    )
    INSERT INTO ${rollup} (token, logins, users, ${others}, first_seen, last_seen)
    SELECT token, count(*),
      (SELECT count(*) FROM ${userPairs} AS pair WHERE pair.${key} = token),
      (SELECT count(*) FROM ${otherPairs} AS pair WHERE pair.${key} = token),
      min(sent_at), max(sent_at)
    FROM login GROUP BY token`
}

function countsBy(bucket: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT ${Prisma.raw(CUBE_KEYS)}, bucket, sum(logins)::bigint
    FROM (SELECT ${COLUMNS}, ${bucket} AS bucket, logins FROM counted) AS login
    GROUP BY bucket, CUBE (${COLUMNS})`
}
