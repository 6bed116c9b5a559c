import { Prisma } from '@/lib/db/generated/client'
import { atLeast, MAX_WITHOUT, shownValue } from '@/lib/db/risks/risk-lookups'
import { REMEMBERED_LOGINS, type RiskSignal } from '@/lib/model/risk/risk-signals'

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
const OWN = 'sent_at, id, user_id, device, locale, app_version'
const DEVICE = shownValue('device_id', 'l')

/**
 * The user's last login before: mostly it tells all there is to tell, in one look. Where the logins just before
 * are judged as well, they tell without a look whether the user was met on the device.
 */
export const HISTORY = Prisma.sql`
  chain AS MATERIALIZED (
    SELECT *, (is_last AND place - lag(place) OVER same_device <= ${REMEMBERED_LOGINS}::int) IS TRUE AS is_met
    FROM (
      SELECT *, is_last AND lag(id) OVER login IS NOT NULL AS has_last, lag(device) OVER login AS last_device,
        lag(locale) OVER login AS last_locale, lag(app_version) OVER login AS last_version,
        lag(app_version_text) OVER login AS last_text, row_number() OVER login AS place
      FROM judged WINDOW login AS (PARTITION BY user_id, is_last ORDER BY sent_at, id)) AS placed
    WINDOW same_device AS (PARTITION BY user_id, is_last, device ORDER BY place)
  ),
  history AS MATERIALIZED (
    SELECT ${Prisma.raw(OWN)}, is_met, last_device, last_locale, last_version, last_text
    FROM chain WHERE has_last
    UNION ALL
    SELECT ${Prisma.raw(OWN)}, is_met, last.* FROM chain AS judged CROSS JOIN LATERAL (
      ${before(Prisma.sql`${DEVICE}, l.locale, l.app_version, l.app_version_text`, 1)}
    ) AS last(last_device, last_locale, last_version, last_text)
    WHERE NOT has_last
  )`

const DEVICES_BEFORE = before(Prisma.sql`${DEVICE} AS device`, REMEMBERED_LOGINS)

/** Of a user, by the pairs: most have one device only, and then none can be new. */
const HAS_TWO = atLeast(
  Prisma.sql`device_users`,
  Prisma.sql`user_id`,
  Prisma.sql`judged.user_id`,
  2,
)

const NEW_DEVICE = Prisma.sql`
  SELECT sent_at, id, 'new_device', '{}'::jsonb
  FROM history AS judged
  WHERE judged.device IS NOT NULL
    AND judged.last_device IS DISTINCT FROM judged.device
    AND NOT is_met
    AND (last_device IS NOT NULL
      OR (${HAS_TWO} AND EXISTS (SELECT FROM (${DEVICES_BEFORE}) AS earlier
                                 WHERE earlier.device IS NOT NULL OFFSET 0)))
    AND NOT EXISTS (SELECT FROM (${DEVICES_BEFORE}) AS earlier
                    WHERE earlier.device = judged.device OFFSET 0)`

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

/** What the user's logins before tell. */
export const HISTORY_SIGNALS: [RiskSignal, Prisma.Sql][] = [
  ['new_device', NEW_DEVICE],
  ['version_downgrade', VERSION_DOWNGRADE],
  ['locale_switch', LOCALE_SWITCH],
]
