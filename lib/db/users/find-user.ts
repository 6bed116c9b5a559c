import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { reader } from '@/lib/db/replica/read-source'
import { findMarks } from '@/lib/db/reviews/find-marks'
import { countUsers } from '@/lib/db/shared/count-users'
import type { ReviewMark } from '@/lib/model/shared/reviews'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** What some logins of a user have in common, and when. Times are ISO 8601, UTC. */
export type UserValue = {
  /** Null for none. */
  value: string | null
  logins: number
  firstSeen: string
  lastSeen: string
}

/** A device or an IP of a user. */
export type UserShared = UserValue & {
  value: string
  /** Other users that have it. */
  others: number
  mark: ReviewMark | null
}

/** A user with what their logins have. Lists begin with the most frequent. */
export type FoundUser = {
  id: string
  logins: LoginCount
  firstSeen: string
  lastSeen: string
  mark: ReviewMark | null
  /** Distinct ones; what is listed may be fewer. */
  counts: Record<SharedKind, LoginCount>
  device: UserShared[]
  ip: UserShared[]
  locales: UserValue[]
  versions: UserValue[]
  /** Where only the newest logins were looked at for lists and IPs: how many, and back to when. */
  searched: { logins: number; since: string } | null
}

/** So many logins of a user are looked at. */
export const MAX_LOOKED_AT = 2_500
const MAX_LISTED = 200
const MAX_PAIRS = 10_000

/** One user by their id. @returns null where no login has it. */
export async function findUser(id: string): Promise<FoundUser | null> {
  const [logins, ends, met, pairs, marks] = await Promise.all([
    countLogins({ user_id: id }),
    readEnds(id),
    listMet(id),
    countDevices(id),
    findMarks('user', [id]),
  ])
  if (ends === null) return null
  const [devices, ips] = [valuesOf(met, 'device'), valuesOf(met, 'ip')]
  const [device, ip] = await Promise.all([withOthers('device', devices), withOthers('ip', ips)])
  const isAll = logins.isExact && logins.count <= MAX_LOOKED_AT
  const since = Math.min(...met.map(({ firstSeen }) => firstSeen.getTime()))
  return {
    id,
    logins,
    ...ends,
    mark: marks.get(id)?.mark ?? null,
    counts: {
      device: { count: Math.max(pairs, devices.length), isExact: pairs < MAX_PAIRS },
      ip: { count: ips.length, isExact: isAll },
    },
    device,
    ip,
    locales: valuesOf(met, 'locale'),
    versions: valuesOf(met, 'version'),
    searched: isAll ? null : { logins: MAX_LOOKED_AT, since: new Date(since).toISOString() },
  }
}

async function readEnds(id: string): Promise<Pick<FoundUser, 'firstSeen' | 'lastSeen'> | null> {
  const [ends] = await reader().$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT min(sent_at) AS first, max(sent_at) AS last FROM user_logins WHERE user_id = ${id}`
  if (!ends?.first || !ends.last) return null
  return { firstSeen: ends.first.toISOString(), lastSeen: ends.last.toISOString() }
}

/** The rollup knows all pairs, whatever the number of logins; it has no index of a user's IPs. */
async function countDevices(id: string): Promise<number> {
  const [row] = await reader().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM (SELECT 1 FROM device_users WHERE user_id = ${id} LIMIT ${MAX_PAIRS}) AS pairs`
  return row?.count ?? 0
}

const KINDS = ['device', 'ip', 'locale', 'version'] as const
type Kind = (typeof KINDS)[number]
type Met = { kind: Kind; value: string | null; logins: number; firstSeen: Date; lastSeen: Date }

/** The values of the newest logins, those without one included, the most frequent first. */
async function listMet(id: string): Promise<Met[]> {
  const rows = await reader().$queryRaw<(Omit<Met, 'kind'> & { ungrouped: number })[]>`
    SELECT grouping(device, ip, locale, version) AS ungrouped,
      CASE WHEN grouping(version) = 0 THEN coalesce(max(version_text),
          version / 10000 || '.' || version / 100 % 100 || '.' || version % 100)
        ELSE coalesce(device, ip, locale) END AS value,
      count(*)::float8 AS logins, min(sent_at) AS "firstSeen", max(sent_at) AS "lastSeen"
    FROM (SELECT masked_device_id AS device, masked_ip AS ip, locale, app_version AS version,
            app_version_text AS version_text, sent_at
          FROM user_logins WHERE user_id = ${id}
          ORDER BY sent_at DESC, id DESC LIMIT ${MAX_LOOKED_AT}) AS newest
    GROUP BY GROUPING SETS ((device), (ip), (locale), (version))
    ORDER BY 3 DESC, 5 DESC, 2`
  // Each bit is a column that a row is not grouped by, the first the highest.
  return rows.map(({ ungrouped, ...met }) => {
    const kind = KINDS.find((_, at) => (ungrouped & (1 << (KINDS.length - 1 - at))) === 0)
    return { ...met, kind: kind as Kind }
  })
}

function valuesOf(met: readonly Met[], of: Kind): UserValue[] {
  const isNoneListed = of === 'locale' || of === 'version'
  return met
    .filter(({ kind, value }) => kind === of && (value !== null || isNoneListed))
    .map(({ value, logins, firstSeen, lastSeen }) => ({
      value,
      logins,
      firstSeen: firstSeen.toISOString(),
      lastSeen: lastSeen.toISOString(),
    }))
}

/** The rollup has what at least two users share: of anything else, this one is the only user. */
async function withOthers(kind: SharedKind, values: readonly UserValue[]): Promise<UserShared[]> {
  const listed = values.slice(0, MAX_LISTED)
  const tokens = listed.flatMap(({ value }) => value ?? [])
  const [shared, marks] = await Promise.all([countUsers(kind, tokens), findMarks(kind, tokens)])
  return listed.map((each) => {
    const token = each.value ?? ''
    return {
      ...each,
      value: hideOriginal(token),
      others: Math.max(0, (shared[token] ?? 1) - 1),
      mark: marks.get(token)?.mark ?? null,
    }
  })
}
