import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { findOriginal } from '@/lib/find-original'
import type { LoginFilter } from '@/lib/model/logins-query'

/** A part of a filter that an index of `user_logins` can lead a search. */
export type Lead = 'device' | 'ip' | 'user' | 'run' | 'version' | 'locale' | 'deviceType' | 'time'

/** The column that each part is about. */
export const COLUMNS: Record<Lead, Prisma.Sql> = {
  device: Prisma.sql`masked_device_id`,
  ip: Prisma.sql`masked_ip`,
  user: Prisma.sql`user_id`,
  run: Prisma.sql`run_id`,
  version: Prisma.sql`app_version`,
  locale: Prisma.sql`locale`,
  deviceType: Prisma.sql`device_type`,
  time: Prisma.sql`sent_at`,
}

/** SQL of each part of a filter that is asked for. */
export function conditionsOf(filter: LoginFilter): Map<Lead, Prisma.Sql> {
  const { deviceToken, ipToken, userId, runId, deviceTypes, locales } = filter
  const found = new Map<Lead, Prisma.Sql | null>([
    ['device', tokenCondition(Prisma.sql`masked_device_id`, deviceToken)],
    ['ip', tokenCondition(Prisma.sql`masked_ip`, ipToken)],
    ['user', userId === undefined ? null : Prisma.sql`user_id = ${userId}`],
    ['run', runId === undefined ? null : Prisma.sql`run_id = ${runId}::int`],
    ['version', versionCondition(filter)],
    ['locale', locales === undefined ? null : oneOf(Prisma.sql`locale`, locales)],
    ['deviceType', deviceTypes === undefined ? null : oneOf(Prisma.sql`device_type`, deviceTypes)],
    ['time', timeCondition(filter)],
  ])
  return new Map([...found].filter((entry): entry is [Lead, Prisma.Sql] => entry[1] !== null))
}

/** All conditions but those of the leads given, joined by AND. */
export function allBut(filter: LoginFilter, ...leads: Lead[]): Prisma.Sql {
  const conditions = [...conditionsOf(filter)].filter(([lead]) => !leads.includes(lead))
  return conditions.length === 0
    ? Prisma.sql`true`
    : Prisma.join(
        conditions.map(([, condition]) => condition),
        ' AND ',
      )
}

/** `column = value`, where null means none. */
export function equals(column: Prisma.Sql, value: string | null): Prisma.Sql {
  return value === null ? Prisma.sql`${column} IS NULL` : Prisma.sql`${column} = ${value}`
}

/** An original is never looked for: the answer would tell that an adopted login holds it. */
function tokenCondition(column: Prisma.Sql, token: string | undefined): Prisma.Sql | null {
  if (token === undefined) return null
  return findOriginal(token) === null ? Prisma.sql`${column} = ${token}` : Prisma.sql`false`
}

function oneOf(column: Prisma.Sql, values: (string | null)[]): Prisma.Sql {
  if (values.length === 0) return Prisma.sql`true`
  return Prisma.sql`(${Prisma.join(
    values.map((value) => equals(column, value)),
    ' OR ',
  )})`
}

function versionCondition({ fromVersion, toVersion }: LoginFilter): Prisma.Sql | null {
  if (fromVersion === undefined && toVersion === undefined) return null
  if (fromVersion === toVersion) return Prisma.sql`app_version = ${fromVersion}::int`
  // Without a lower bound: the -1 of rollups and the nulls of logins are no versions.
  const low = Prisma.sql`app_version >= ${fromVersion ?? 0}::int`
  if (toVersion === undefined) return low
  return Prisma.sql`(${low} AND app_version <= ${toVersion}::int)`
}

function timeCondition({ fromMs, toMs }: LoginFilter): Prisma.Sql | null {
  const bounds = [
    ...(fromMs === undefined ? [] : [Prisma.sql`sent_at >= ${instant(fromMs)}`]),
    ...(toMs === undefined ? [] : [Prisma.sql`sent_at < ${instant(toMs)}`]),
  ]
  return bounds.length === 0 ? null : Prisma.join(bounds, ' AND ')
}
