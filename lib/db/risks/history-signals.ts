import { Prisma } from '@/lib/db/generated/client'
import { MAX_WITHOUT, shownValue } from '@/lib/db/risks/risk-lookups'
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

const DEVICE = shownValue('device_id', 'l')

/** The user's last login before: mostly it tells all there is to tell, in one look. */
export const HISTORY = Prisma.sql`
  history AS MATERIALIZED (
    SELECT judged.*, last.device AS last_device, last.locale AS last_locale,
      last.app_version AS last_version, last.app_version_text AS last_text
    FROM judged CROSS JOIN LATERAL (
      ${before(Prisma.sql`${DEVICE} AS device, l.locale, l.app_version, l.app_version_text`, 1)}) AS last
  )`

const DEVICES_BEFORE = before(Prisma.sql`${DEVICE} AS device`, REMEMBERED_LOGINS)

const NEW_DEVICE = Prisma.sql`
  SELECT sent_at, id, 'new_device', '{}'::jsonb
  FROM history AS judged JOIN people USING (user_id)
  WHERE people.has_two AND judged.device IS NOT NULL
    AND judged.last_device IS DISTINCT FROM judged.device
    AND EXISTS (SELECT FROM (${DEVICES_BEFORE}) AS earlier
                WHERE earlier.device IS NOT NULL OFFSET 0)
    AND NOT EXISTS (SELECT FROM (${DEVICES_BEFORE}) AS earlier
                    WHERE earlier.device = judged.device OFFSET 0)`

/** What the last login before does not have is looked for in some more. */
function earlier(value: Prisma.Sql, column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT ${value} FROM (${before(Prisma.sql`l.locale, l.app_version, l.app_version_text`, MAX_WITHOUT)}) AS recent
    WHERE recent.${column} IS NOT NULL LIMIT 1)`
}

const VERSION = Prisma.sql`app_version`
const VERSION_TEXT = Prisma.sql`coalesce(recent.app_version_text, recent.app_version::text)`
const VERSION_DOWNGRADE = Prisma.sql`
  SELECT sent_at, id, 'version_downgrade', jsonb_build_object('previous',
    CASE WHEN last_version IS NULL THEN ${earlier(VERSION_TEXT, VERSION)}
      ELSE coalesce(last_text, last_version::text) END)
  FROM history AS judged
  WHERE judged.app_version IS NOT NULL
    AND judged.app_version < coalesce(last_version, ${earlier(Prisma.sql`recent.app_version`, VERSION)})`

const EARLIER_LOCALE = Prisma.sql`
  coalesce(last_locale, ${earlier(Prisma.sql`recent.locale`, Prisma.sql`locale`)})`
const LOCALE_SWITCH = Prisma.sql`
  SELECT sent_at, id, 'locale_switch', jsonb_build_object('previous', ${EARLIER_LOCALE})
  FROM history AS judged
  WHERE judged.locale IS NOT NULL AND judged.locale <> ${EARLIER_LOCALE}`

/** What the user's logins before tell. */
export const HISTORY_SIGNALS: [RiskSignal, Prisma.Sql][] = [
  ['new_device', NEW_DEVICE],
  ['version_downgrade', VERSION_DOWNGRADE],
  ['locale_switch', LOCALE_SWITCH],
]
