import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { findOriginal } from '@/lib/find-original'
import type { ReviewKind } from '@/lib/model/shared/reviews'

/**
 * Which of some devices, IPs or users any login has, each by the token that its logins have now. An
 * original is never looked for.
 */
export async function findSubjects(kind: ReviewKind, asked: readonly string[]): Promise<string[]> {
  if (kind === 'user') return haveLogins(Prisma.sql`user_id`, asked)
  const tokens = asked.filter((token) => findOriginal(token) === null)
  return haveLogins(SHARED_TABLES[kind].column, await currentTokens(tokens))
}

async function haveLogins(column: Prisma.Sql, values: readonly string[]): Promise<string[]> {
  const found = await database().$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT subject FROM unnest(${values}::text[]) AS asked(subject)
    WHERE EXISTS (SELECT FROM user_logins WHERE ${column} = asked.subject)`
  return found.map(({ subject }) => subject)
}

/** As `currentToken`, for many. */
async function currentTokens(tokens: readonly string[]): Promise<string[]> {
  const found = await database().$queryRaw<{ token: string }[]>`
    SELECT coalesce((
      SELECT CASE WHEN alias.old > rotation.cursor THEN alias.old ELSE alias.new END
      FROM pii_alias AS alias JOIN key_rotations AS rotation ON rotation.state <> 'done'
      WHERE alias.old = asked.token OR alias.new = asked.token LIMIT 1), asked.token) AS token
    FROM unnest(${tokens}::text[]) AS asked(token)`
  return found.map(({ token }) => token)
}
