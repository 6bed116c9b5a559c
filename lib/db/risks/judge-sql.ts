import { Prisma } from '@/lib/db/generated/client'
import { HISTORY, HISTORY_SIGNALS } from '@/lib/db/risks/history-signals'
import {
  DEVICE_WINDOW,
  isBusyDevice,
  isBusyUser,
  MAX_OF_ONE,
  shownValue,
  thresholdIn,
  USER_WINDOW,
} from '@/lib/db/risks/risk-lookups'
import { KEPT } from '@/lib/db/risks/risk-source'
import { countWithin, type WindowCount } from '@/lib/db/risks/window-counts'
import {
  RISK_SIGNAL_NAMES,
  type RiskSettings,
  type RiskSignal,
  riskSignal,
} from '@/lib/model/risk/risk-signals'

/** What is judged by a statement. */
export type Scope = {
  /** Subqueries that it is made of, each with a comma behind. */
  before?: Prisma.Sql
  /** Rows of `TO_JUDGE` and `is_last`. */
  rows: Prisma.Sql
  /** The subquery among those that tells of some devices whether they are busy: `device`, `is_busy`. */
  knownDevices?: Prisma.Sql
}

/**
 * One statement that judges the logins of a scope by those before them in the
 * order of (sent_at, id), and puts `login_risks` right for them. What it finds depends on the stored logins
 * and the settings alone: judging twice changes nothing, and neither does the order in which logins come, as
 * long as those that come late have the ones after them judged again. Of a user the logins with `is_last` are
 * the last ones stored, without a gap: each is the one before the next.
 */
export function judgeSql(scope: Scope, settings: RiskSettings): Prisma.Sql {
  return Prisma.sql`
    WITH ${scope.before ?? Prisma.empty} judged AS MATERIALIZED (${scope.rows}),
    ${HISTORY},
    ${devicesOf(scope, settings)},
    ${usersOf(settings)},
    ${Prisma.join(COUNTS.map((count) => countWithin(count, thresholdIn(settings, count.signal))))},
    found AS (
      ${Prisma.join(
        [
          ...COUNTS.map(({ signal }) => {
            return Prisma.sql`SELECT sent_at, id, ${signal}::text AS signal, figure FROM ${Prisma.raw(signal)}`
          }),
          ...HISTORY_SIGNALS.filter(([signal]) => settings[signal].isOn).map(([, find]) => find),
        ],
        ' UNION ALL ',
      )}
    ),
    verdict AS MATERIALIZED (
      SELECT sent_at, id, sum(weight)::smallint AS score, sum(bit)::smallint AS signals,
        jsonb_object_agg(signal, figure) AS figures
      FROM found JOIN (VALUES ${WEIGHTS}) AS known(signal, bit, weight) USING (signal)
      WHERE (sent_at, id) IN (SELECT sent_at, id FROM judged)
      GROUP BY sent_at, id
    ),
    cleared AS (
      DELETE FROM login_risks WHERE ctid = ANY(ARRAY(
        SELECT risk.place FROM (
          SELECT sent_at, id FROM judged EXCEPT SELECT sent_at, id FROM verdict) AS clear
        CROSS JOIN LATERAL (
          SELECT ctid AS place FROM login_risks
          WHERE login_sent_at = clear.sent_at AND login_id = clear.id LIMIT 1) AS risk))
    )
    INSERT INTO login_risks AS known (login_sent_at, login_id, score, signals, figures, ${KEPT_COLUMNS})
    SELECT sent_at, id, score, signals, figures, ${KEPT_COLUMNS}
    FROM verdict JOIN judged USING (sent_at, id) ORDER BY sent_at, id
    ON CONFLICT (login_sent_at, login_id) DO UPDATE
    SET score = excluded.score, signals = excluded.signals, figures = excluded.figures
    WHERE (known.score, known.signals, known.figures)
      IS DISTINCT FROM (excluded.score, excluded.signals, excluded.figures)`
}

/** SQL of what a login is judged by, and of what is kept of it. */
export const TO_JUDGE = Prisma.sql`
  l.sent_at, l.id, l.user_id, ${shownValue('device_id', 'l')} AS device, l.app_version_text,
  ${Prisma.raw(KEPT.map((column) => `l.${column}`).join(', '))}`

const KEPT_COLUMNS = Prisma.raw(KEPT.join(', '))

const WEIGHTS = Prisma.raw(
  RISK_SIGNAL_NAMES.map((signal) => {
    const { bit, weight } = riskSignal(signal)
    return `('${signal}', ${bit}, ${weight})`
  }).join(', '),
)

const COUNTS: (WindowCount & { signal: RiskSignal })[] = [
  {
    signal: 'many_users',
    source: Prisma.sql`device_logins`,
    key: Prisma.sql`device`,
    member: Prisma.sql`user_id`,
    within: DEVICE_WINDOW,
  },
  {
    signal: 'many_ips',
    source: Prisma.sql`device_logins`,
    key: Prisma.sql`device`,
    member: Prisma.sql`ip`,
    within: DEVICE_WINDOW,
  },
  {
    signal: 'many_devices',
    source: Prisma.sql`person_logins`,
    key: Prisma.sql`user_id`,
    member: Prisma.sql`device`,
    within: USER_WINDOW,
  },
]

/** The logins of busy devices from a day before the first that is judged to the last. */
function devicesOf({ knownDevices: known }: Scope, settings: RiskSettings): Prisma.Sql {
  const isBusy = isBusyDevice(Prisma.sql`devices.device`, settings)
  const isKnownOr =
    known === undefined
      ? isBusy
      : Prisma.sql`CASE WHEN device IN (SELECT device FROM ${known} WHERE is_busy) THEN true
          WHEN device IN (SELECT device FROM ${known}) THEN false ELSE ${isBusy} END`
  return Prisma.sql`
    devices AS MATERIALIZED (
      SELECT device, min(sent_at) - ${DEVICE_WINDOW} AS low, max(sent_at) AS high
      FROM judged WHERE device IS NOT NULL GROUP BY device
    ),
    device_logins AS MATERIALIZED (
      SELECT busy.device, login.sent_at, login.id, login.user_id, login.ip
      FROM (SELECT * FROM devices WHERE ${isKnownOr}) AS busy
      CROSS JOIN LATERAL (
        SELECT l.sent_at, l.id, l.user_id, ${shownValue('ip', 'l')} AS ip FROM user_logins AS l
        WHERE l.masked_device_id = busy.device AND l.sent_at >= busy.low AND l.sent_at <= busy.high
        ORDER BY l.sent_at DESC, l.id DESC LIMIT ${MAX_OF_ONE}::int) AS login
    )`
}

/** The logins of busy users from an hour before the first that is judged to the last. */
function usersOf(settings: RiskSettings): Prisma.Sql {
  return Prisma.sql`
    people AS MATERIALIZED (
      SELECT user_id, min(sent_at) - ${USER_WINDOW} AS low, max(sent_at) AS high
      FROM judged WHERE user_id IS NOT NULL GROUP BY user_id
    ),
    person_logins AS MATERIALIZED (
      SELECT busy.user_id, login.sent_at, login.id, login.device
      FROM (SELECT * FROM people WHERE ${isBusyUser(Prisma.sql`people.user_id`, settings)}) AS busy
      CROSS JOIN LATERAL (
        SELECT l.sent_at, l.id, ${shownValue('device_id', 'l')} AS device FROM user_logins AS l
        WHERE l.user_id = busy.user_id AND l.sent_at >= busy.low AND l.sent_at <= busy.high
        ORDER BY l.sent_at DESC, l.id DESC LIMIT ${MAX_OF_ONE}::int) AS login
    )`
}
