import { reader } from '@/lib/db/replica/read-source'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { findOriginal } from '@/lib/find-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { parseToken } from '@/lib/model/token'

/** A token as a cursor names it: an original goes by the message id of a login that holds it. */
export async function nameInCursor(kind: SharedKind, token: string): Promise<string> {
  if (findOriginal(token) === null) return token
  const { column } = SHARED_TABLES[kind]
  const [login] = await reader().$queryRaw<{ messageId: string }[]>`
    SELECT message_id AS "messageId" FROM user_logins WHERE ${column} = ${token} LIMIT 1`
  return `@${login?.messageId ?? ''}`
}

/**
 * The token that a cursor names; null where there is no such thing any more. Text that is neither a
 * token of ours nor in the list is not taken: the order of the list would tell, guess by guess, what
 * the originals in it are.
 */
export async function tokenInCursor(kind: SharedKind, name: string): Promise<string | null> {
  if (parseToken(name) !== null) return name
  if (findOriginal(name) !== null) return null
  const { column, rollup } = SHARED_TABLES[kind]
  const [found] = name.startsWith('@')
    ? await reader().$queryRaw<{ token: string | null }[]>`
        SELECT ${column} AS token FROM user_logins WHERE message_id = ${name.slice(1)} LIMIT 1`
    : await reader().$queryRaw<{ token: string | null }[]>`
        SELECT token FROM ${rollup} WHERE token = ${name}`
  return found?.token ?? null
}
