import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { EVERY, rollupValue } from '@/lib/db/rollups/rollup-keys'
import { findOriginal } from '@/lib/find-original'
import { tokenPrefix } from '@/lib/model/token'

export type Suggestion = {
  value: string | null
  /** Null where counting them for a list of suggestions would take long. */
  logins: number | null
}

export type SuggestedField = 'user' | 'device' | 'ip' | 'locale' | 'deviceType' | 'version'

const MOST = 12

/** What a filter could be set to, beginning with what was typed so far. */
export async function suggestValues(field: SuggestedField, typed: string): Promise<Suggestion[]> {
  if (typed.includes('\0') || !typed.isWellFormed()) return []
  switch (field) {
    case 'user':
      return hop(Prisma.sql`device_users`, Prisma.sql`user_id`, typed)
    case 'device':
    case 'ip':
      return suggestTokens(field, typed)
    case 'version':
      return suggestVersions(typed)
    default:
      return suggestKeys(field === 'locale' ? Prisma.sql`locale` : Prisma.sql`device_type`, typed)
  }
}

/** Tokens are shown by the digits after their key's id, so these are what people type. */
async function suggestTokens(field: 'device' | 'ip', typed: string): Promise<Suggestion[]> {
  const table = field === 'device' ? Prisma.sql`device_users` : Prisma.sql`ip_users`
  const column = field === 'device' ? Prisma.sql`device` : Prisma.sql`ip`
  const prefix = tokenPrefix(field === 'device' ? 'device_id' : 'ip')
  // Adopted logins may hold originals, which come before all tokens: those are asked for first.
  const tokens = typed === '' ? await hop(table, column, prefix) : []
  const found = tokens.length > 0 ? tokens : await hop(table, column, typed)
  const whole = found.filter(({ value }) => value === null || findOriginal(value) === null)
  if (whole.length > 0 || !/^[0-9a-f]{1,32}$/.test(typed)) return whole
  const keys = await database().keyFingerprint.findMany({ where: { kind: 'token' } })
  const lists = keys.map(({ kid }) => hop(table, column, `${prefix}${kid}_${typed}`))
  return (await Promise.all(lists)).flat().slice(0, MOST)
}

/** Hops from one distinct value to the next along the index, for as long as they begin as typed. */
async function hop(table: Prisma.Sql, column: Prisma.Sql, typed: string): Promise<Suggestion[]> {
  const next = (condition: Prisma.Sql) =>
    Prisma.sql`SELECT ${column} FROM ${table} WHERE ${condition} ORDER BY ${column} LIMIT 1`
  const rows = await database().$queryRaw<{ value: string }[]>`
    WITH RECURSIVE found(value) AS (
      (${next(Prisma.sql`${column} >= ${typed}`)})
      UNION ALL
      SELECT (${next(Prisma.sql`${column} > found.value`)}) FROM found
      WHERE starts_with(found.value, ${typed})
    )
    SELECT value FROM found WHERE starts_with(value, ${typed}) LIMIT ${MOST}`
  return rows.map(({ value }) => ({ value, logins: null }))
}

/** One spelling of each version, the most common that begins so, with the logins of all of them. */
async function suggestVersions(typed: string): Promise<Suggestion[]> {
  return database().$queryRaw<Suggestion[]>`
    SELECT (array_agg(app_version_text ORDER BY logins DESC, app_version_text)
              FILTER (WHERE starts_with(app_version_text, ${typed})))[1] AS value,
      sum(logins)::float8 AS logins
    FROM login_versions WHERE app_version >= 0
    GROUP BY app_version HAVING bool_or(starts_with(app_version_text, ${typed}))
    ORDER BY app_version DESC LIMIT ${MOST}`
}

async function suggestKeys(column: Prisma.Sql, typed: string): Promise<Suggestion[]> {
  const other = column.sql === 'locale' ? Prisma.sql`device_type` : Prisma.sql`locale`
  const rows = await database().$queryRaw<{ key: string; logins: number }[]>`
    SELECT ${column} AS key, sum(logins)::float8 AS logins FROM login_days
    WHERE ${other} = ${EVERY} AND ${column} <> ${EVERY}
      AND (lower(${column}) LIKE ${`=${likePattern(typed.toLowerCase())}%`}
           OR (${column} = '-' AND starts_with('none', ${typed.toLowerCase()})))
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST}`
  return rows.map(({ key, logins }) => ({ value: rollupValue(key), logins }))
}

function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
