import { database } from '@/lib/db/client'
import { LOGIN_SPIKE, type LoginsPerQuarter } from '@/lib/model/alerts/login-spike'

/**
 * Counts the logins of the last 15 whole minutes, and those of the hour around them on each of the last
 * days, 24 hours apart. A day without any login says nothing of what is usual, and is left out. By the
 * rollups, a few thousand rows of their key: those of a minute come with the fold, a second after it.
 */
export async function readLoginsPerQuarter(): Promise<LoginsPerQuarter> {
  const [row] = await database().$queryRaw<LoginsPerQuarter[]>`
    WITH quarter AS (
      SELECT until - make_interval(secs => ${LOGIN_SPIKE.seconds}::int) AS begins, until
      FROM (SELECT date_trunc('minute', now()) AS until) AS this_minute
    )
    SELECT recent.count, coalesce(
      (SELECT array_agg(hour.logins ORDER BY day) FROM generate_series(1, ${LOGIN_SPIKE.days}::int) AS day,
        LATERAL (
          SELECT begins - make_interval(hours => 24 * day, mins => 23) AS begins,
            until - make_interval(hours => 24 * day, mins => -22) AS until) AS around,
        LATERAL (
          SELECT coalesce(sum(logins), 0)::float8 AS logins FROM login_minutes
          WHERE minute >= around.begins AND minute < around.until) AS hour
        WHERE hour.logins > 0 OR EXISTS (
          SELECT FROM login_minutes
          WHERE minute >= around.begins - interval '12 hours'
            AND minute < around.until + interval '11 hours')),
      '{}') AS "sameHours"
    FROM quarter, LATERAL (
      SELECT coalesce(sum(logins), 0)::float8 AS count FROM login_minutes
      WHERE minute >= begins AND minute < until) AS recent`
  if (row === undefined) throw new Error('An aggregate has a row')
  return row
}
