import { instant } from '@/lib/db/instant'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { reader } from '@/lib/db/replica/read-source'
import { findMarks } from '@/lib/db/reviews/find-marks'
import { readFigures } from '@/lib/db/shared/read-figures'
import type { LoginRow } from '@/lib/model/login'
import { type KeyWith, LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { TextKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { ReviewMark } from '@/lib/model/shared/reviews'
import type { SharedKind } from '@/lib/model/shared/shared-values'

export type RelatedKey = KeyWith<{ isRelated: true }> & TextKey

/** What is known of a login's device or IP. */
export type BesideLogin = {
  users: number
  /** IPs of a device, devices of an IP. */
  others: number
  /** ISO 8601, UTC. */
  firstSeen: string
  mark: ReviewMark | null
}

/**
 * A login, and how many logins have each of its values that several may share, itself counted; null
 * where it has none, or an original that is hidden.
 */
export type FoundLogin = {
  login: LoginRow
  related: Record<RelatedKey, LoginCount | null>
  /** Of its device and its IP; null as above. */
  beside: Record<SharedKind, BesideLogin | null>
  userMark: ReviewMark | null
}

/** The login of a place in the list, with those related to it. @returns null where there is none. */
export async function findLogin(place: { ms: number; id: string }): Promise<FoundLogin | null> {
  const [record] = await reader().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    WHERE sent_at = ${instant(place.ms)} AND user_logins.id = ${place.id}::bigint`
  if (record === undefined) return null
  const login = toLoginRow(record)
  const counts = RELATED.map(async ({ key, property }) => {
    const value = login[property]
    const isShown = value !== null && value !== HIDDEN_ORIGINAL
    return [key, isShown ? await countLogins({ [key]: value }) : null]
  })
  const [related, device, ip, marks] = await Promise.all([
    Promise.all(counts),
    readBeside('device', login.maskedDeviceId),
    readBeside('ip', login.maskedIp),
    findMarks('user', login.userId === null ? [] : [login.userId]),
  ])
  return {
    login,
    related: Object.fromEntries(related) as FoundLogin['related'],
    beside: { device, ip },
    userMark: marks.get(login.userId ?? '')?.mark ?? null,
  }
}

async function readBeside(kind: SharedKind, token: string | null): Promise<BesideLogin | null> {
  if (token === null || token === HIDDEN_ORIGINAL) return null
  const [figures, marks] = await Promise.all([readFigures(kind, token), findMarks(kind, [token])])
  if (figures === null) return null
  const { users, others, firstSeen } = figures
  const mark = marks.get(token)?.mark ?? null
  return { users, others, firstSeen: firstSeen.toISOString(), mark }
}

const RELATED = LOGIN_FIELD_LIST.filter((field) => field.isRelated)
