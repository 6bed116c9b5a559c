import { Prisma } from '@/lib/db/generated/client'
import { MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import type { RiskSettings, RiskSignal } from '@/lib/model/risk/risk-signals'
import { riskThreshold } from '@/lib/model/risk/risk-signals'
import { erasedPrefix } from '@/lib/model/token'

/** Over how long the users and the IPs of a device count, and the devices of a user. */
export const DEVICE_WINDOW = Prisma.sql`interval '24 hours'`
export const USER_WINDOW = Prisma.sql`interval '1 hour'`
/** So many logins of one device or user, or devices of a user, are looked at for one judgement; of logins the newest. */
export const MAX_OF_ONE = 5_000
/** So many logins of a user are passed over that have no locale, or no version. */
export const MAX_WITHOUT = 20

/** SQL of a masked value of a login; an erased one leads to nobody, and counts as none. */
export function shownValue(field: MaskedField, of: string): Prisma.Sql {
  const column = Prisma.raw(`${of}.${MASKED_FIELDS[field].column}`)
  return Prisma.sql`CASE WHEN NOT starts_with(${column}, ${erasedPrefix(field)}) THEN ${column} END`
}

/** The threshold of a signal as it counts: beyond all counts where the signal is off. */
export function thresholdIn(settings: RiskSettings, signal: RiskSignal): number {
  const { isOn, threshold } = settings[signal]
  return isOn ? riskThreshold(signal, threshold) : NEVER
}

const NEVER = 1_000_000

/**
 * SQL that is true of a device which ever had enough users, or enough IPs, to have them within a day: the
 * rollups tell by their keys, and so most devices cost no look at their logins.
 */
export function isBusyDevice(device: Prisma.Sql, settings: RiskSettings): Prisma.Sql {
  const users = thresholdIn(settings, 'many_users')
  const ips = thresholdIn(settings, 'many_ips')
  const conditions = [
    ...(users === NEVER
      ? []
      : [
          Prisma.sql`coalesce((SELECT users FROM shared_devices
            WHERE token = ${device} COLLATE "C"), 0) >= ${users}::int`,
        ]),
    ...(ips === NEVER ? [] : [atLeast(Prisma.sql`device_ips`, Prisma.sql`device`, device, ips)]),
  ]
  return conditions.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${Prisma.join(conditions, ' OR ')})`
}

/** SQL of when a user was first seen on each device (`first_seen`), but for erased ones, which count as none. */
export function firstSeenOf(user: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT first_seen FROM (
      SELECT device, first_seen FROM device_users
      WHERE user_id = ${user} COLLATE "C" LIMIT ${MAX_OF_ONE}::int) AS pair
    WHERE NOT starts_with(device, ${erasedPrefix('device_id')}))`
}

/** SQL that is true of a user who ever had enough devices to have them within an hour. */
export function isBusyUser(user: Prisma.Sql, settings: RiskSettings): Prisma.Sql {
  const devices = thresholdIn(settings, 'many_devices')
  if (devices === NEVER) return Prisma.sql`false`
  return atLeast(Prisma.sql`device_users`, Prisma.sql`user_id`, user, devices)
}

/** Whether a table of pairs has so many of a value. It counts no further. */
function atLeast(
  table: Prisma.Sql,
  column: Prisma.Sql,
  value: Prisma.Sql,
  most: number,
): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM (
    SELECT FROM ${table} AS pair WHERE pair.${column} = ${value} COLLATE "C"
    LIMIT ${most}::int) AS counted) >= ${most}::int`
}
