import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { LoginRow } from '@/lib/model/login'

/**
 * A login, and how many logins have its device, its IP and its user, itself counted; null where it
 * has none, or an original that is hidden.
 */
export type FoundLogin = {
  login: LoginRow
  sameDevice: LoginCount | null
  sameIp: LoginCount | null
  sameUser: LoginCount | null
}

/** The login of a place in the list, with its company. @returns null where there is none. */
export async function findLogin(place: { ms: number; id: string }): Promise<FoundLogin | null> {
  const [record] = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    WHERE sent_at = ${instant(place.ms)} AND user_logins.id = ${place.id}::bigint`
  if (record === undefined) return null
  const login = toLoginRow(record)
  const [sameDevice, sameIp, sameUser] = await Promise.all([
    isShown(login.maskedDeviceId) ? countLogins({ deviceToken: login.maskedDeviceId }) : null,
    isShown(login.maskedIp) ? countLogins({ ipToken: login.maskedIp }) : null,
    login.userId === null ? null : countLogins({ userId: login.userId }),
  ])
  return { login, sameDevice, sameIp, sameUser }
}

function isShown(value: string | null): value is string {
  return value !== null && value !== HIDDEN_ORIGINAL
}
