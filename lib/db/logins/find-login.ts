import { database } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { LOGIN_COLUMNS, type LoginRecord, toLoginRow } from '@/lib/db/logins/login-columns'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { LoginRow } from '@/lib/model/login'
import { type KeyWith, LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { TextKey } from '@/lib/model/query/filter-parts'

export type RelatedKey = KeyWith<{ isRelated: true }> & TextKey

/**
 * A login, and how many logins have each of its values that several may share, itself counted; null
 * where it has none, or an original that is hidden.
 */
export type FoundLogin = { login: LoginRow; related: Record<RelatedKey, LoginCount | null> }

/** The login of a place in the list, with those related to it. @returns null where there is none. */
export async function findLogin(place: { ms: number; id: string }): Promise<FoundLogin | null> {
  const [record] = await database().$queryRaw<LoginRecord[]>`
    SELECT ${LOGIN_COLUMNS} FROM user_logins
    WHERE sent_at = ${instant(place.ms)} AND user_logins.id = ${place.id}::bigint`
  if (record === undefined) return null
  const login = toLoginRow(record)
  const counts = RELATED.map(async ({ key, property }) => {
    const value = login[property]
    const isShown = value !== null && value !== HIDDEN_ORIGINAL
    return [key, isShown ? await countLogins({ [key]: value }) : null]
  })
  return {
    login,
    related: Object.fromEntries(await Promise.all(counts)) as FoundLogin['related'],
  }
}

const RELATED = LOGIN_FIELD_LIST.filter((field) => field.isRelated)
