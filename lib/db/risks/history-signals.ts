import { Prisma } from '@/lib/db/generated/client'
import { firstSeenOf, MAX_WITHOUT } from '@/lib/db/risks/risk-lookups'
import type { RiskSignal } from '@/lib/model/risk/risk-signals'

/**
 * The logins of the same user before one that is judged, the newest first; read no further than asked. The time by
 * itself has Postgres leave out the months after.
 */
function before(columns: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`
    SELECT ${columns} FROM user_logins AS l
    WHERE l.user_id = judged.user_id AND (l.sent_at, l.id) < (judged.sent_at, judged.id)
      AND l.sent_at <= judged.sent_at
    ORDER BY l.sent_at DESC, l.id DESC LIMIT ${most}::int`
}

/** Of a login that is judged, what its history is held against. */
const OWN = 'sent_at, id, user_id, locale, app_version'

/** The user's last login before: mostly it tells all there is to tell, in one look. */
export const HISTORY = Prisma.sql`
  chain AS MATERIALIZED (
    SELECT ${Prisma.raw(OWN)}, is_last AND lag(id) OVER login IS NOT NULL AS has_last,
      lag(locale) OVER login AS last_locale, lag(app_version) OVER login AS last_version,
      lag(app_version_text) OVER login AS last_text
    FROM judged WINDOW login AS (PARTITION BY user_id, is_last ORDER BY sent_at, id)
  ),
  history AS MATERIALIZED (
    SELECT ${Prisma.raw(OWN)}, last_locale, last_version, last_text FROM chain WHERE has_last
    UNION ALL
    SELECT ${Prisma.raw(OWN)}, last.* FROM chain AS judged CROSS JOIN LATERAL (
      ${before(Prisma.sql`l.locale, l.app_version, l.app_version_text`, 1)}
    ) AS last(last_locale, last_version, last_text)
    WHERE NOT has_last
  )`

/**
 * The pairs tell: most logins are on a device that the user was seen on before. Of a user's logins that are the first
 * on a device, all but the earliest come after that one, so that the user's devices are looked through once.
 */
const NEW_DEVICE = Prisma.sql`
  SELECT sent_at, id, 'new_device', '{}'::jsonb
  FROM (
    SELECT sent_at, id, user_id, min(sent_at) OVER (PARTITION BY user_id) AS earliest FROM judged
    WHERE device IS NOT NULL AND user_id IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM device_users AS pair
        WHERE pair.device = judged.device COLLATE "C" AND pair.user_id = judged.user_id COLLATE "C"
          AND pair.first_seen < judged.sent_at OFFSET 0)) AS met
  WHERE sent_at > earliest OR EXISTS (
    SELECT FROM ${firstSeenOf(Prisma.sql`met.user_id`)} AS others
    WHERE first_seen < met.sent_at OFFSET 0)`

/** What the last login before does not have is looked for in some more: `earlier`, of those that have it. */
function withEarlier(column: Prisma.Sql, last: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    history AS judged LEFT JOIN LATERAL (
      SELECT * FROM (${before(Prisma.sql`l.locale, l.app_version, l.app_version_text`, MAX_WITHOUT)}) AS recent
      WHERE judged.${last} IS NULL AND recent.${column} IS NOT NULL LIMIT 1) AS earlier ON true`
}

const VERSION_DOWNGRADE = Prisma.sql`
  SELECT sent_at, id, 'version_downgrade', jsonb_build_object('previous',
    CASE WHEN last_version IS NULL THEN coalesce(earlier.app_version_text, earlier.app_version::text)
      ELSE coalesce(last_text, last_version::text) END)
  FROM ${withEarlier(Prisma.sql`app_version`, Prisma.sql`last_version`)}
  WHERE judged.app_version < coalesce(last_version, earlier.app_version)`

const LOCALE_SWITCH = Prisma.sql`
  SELECT sent_at, id, 'locale_switch', jsonb_build_object('previous', coalesce(last_locale, earlier.locale))
  FROM ${withEarlier(Prisma.sql`locale`, Prisma.sql`last_locale`)}
  WHERE judged.locale <> coalesce(last_locale, earlier.locale)`

/** What the user's logins before, and the user's devices, tell. */
export const HISTORY_SIGNALS: [RiskSignal, Prisma.Sql][] = [
  ['new_device', NEW_DEVICE],
  ['version_downgrade', VERSION_DOWNGRADE],
  ['locale_switch', LOCALE_SWITCH],
]
