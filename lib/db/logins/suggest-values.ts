import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { COLUMNS } from '@/lib/db/logins/login-conditions'
import { reader } from '@/lib/db/replica/read-source'
import {
  countedRows,
  EVERY,
  isRolledUp,
  ROLLED_UP,
  rollupValue,
} from '@/lib/db/rollups/rollup-keys'
import { findOriginal } from '@/lib/find-original'
import { FILTER_FIELDS } from '@/lib/model/login-field-list'
import { MASKED_FIELDS, type MaskedField, sharingOf } from '@/lib/model/masked-fields'
import type { FilterKey, NumberKey } from '@/lib/model/query/parts/filter-parts'
import { isPlainText } from '@/lib/model/text/is-plain-text'
import { tokenHeads } from '@/lib/model/token'

export type Suggestion = {
  value: string | null
  /** Null where counting them for a list of suggestions would take long. */
  logins: number | null
}

/** What values are suggested for. */
export type SuggestedField = Exclude<FilterKey, 'sent_at' | 'risk' | NumberKey>

const NOT_SUGGESTED: readonly unknown[] = ['time', 'number', 'risk']

export const SUGGESTED_FIELDS = FILTER_FIELDS.filter(
  ({ filter }) => !NOT_SUGGESTED.includes(filter?.kind),
).map(({ key }) => key as SuggestedField)

const MAX_SUGGESTIONS = 12

/** What a filter could be set to, beginning with what was typed so far. */
export async function suggestValues(field: SuggestedField, typed: string): Promise<Suggestion[]> {
  if (!isPlainText(typed)) return []
  if (isMasked(field)) return suggestTokens(field, typed)
  if (isRolledUp(field)) return suggestKeys(COLUMNS[field], typed)
  if (field === 'user_id') return hop(Prisma.sql`device_users`, COLUMNS.user_id, typed)
  if (field === 'app_version') return suggestVersions(typed)
  return suggestOfFew(COLUMNS[field], typed)
}

function isMasked(field: string): field is MaskedField {
  return field in MASKED_FIELDS
}

/** Tokens are shown by the digits after their key's id, so these are what people type. */
async function suggestTokens(field: MaskedField, typed: string): Promise<Suggestion[]> {
  const [table, column] = tokensOf(field)
  const hops = async (beginnings: string[]) =>
    (await Promise.all(beginnings.map((each) => hop(table, column, each))))
      .flat()
      .slice(0, MAX_SUGGESTIONS)
  const heads = tokenHeads(field)
  // Adopted logins may hold originals, which come before all tokens: those are asked for first.
  const tokens = typed === '' ? await hops(heads) : []
  const found = tokens.length > 0 ? tokens : await hop(table, column, typed)
  const whole = found.filter(({ value }) => value === null || findOriginal(value) === null)
  if (whole.length > 0 || !/^[0-9a-f]{1,32}$/.test(typed)) return whole
  const keys = await database().keyFingerprint.findMany({ where: { kind: 'token' } })
  return hops(heads.flatMap((head) => keys.map(({ kid }) => `${head}${kid}_${typed}`)))
}

/** Where each token of a field is, in the order of an index. */
function tokensOf(field: MaskedField): [table: Prisma.Sql, column: Prisma.Sql] {
  const sharing = sharingOf(field)
  return sharing === null
    ? [Prisma.sql`user_logins`, COLUMNS[field]]
    : [Prisma.raw(sharing.userPairs), Prisma.raw(sharing.pairKey)]
}

/** Hops from one distinct value to the next along the index, for as long as they begin as typed. */
async function hop(table: Prisma.Sql, column: Prisma.Sql, typed: string): Promise<Suggestion[]> {
  const next = (condition: Prisma.Sql) =>
    Prisma.sql`SELECT ${column} FROM ${table} WHERE ${condition} ORDER BY ${column} LIMIT 1`
  const rows = await reader().$queryRaw<{ value: string }[]>`
    WITH RECURSIVE found(value) AS (
      (${next(Prisma.sql`${column} >= ${typed}`)})
      UNION ALL
      SELECT (${next(Prisma.sql`${column} > found.value`)}) FROM found
      WHERE starts_with(found.value, ${typed})
    )
    SELECT value FROM found WHERE starts_with(value, ${typed}) LIMIT ${MAX_SUGGESTIONS}`
  return rows.map(({ value }) => ({ value, logins: null }))
}

/** One spelling of each version, the most common that begins so, with the logins of all of them. */
async function suggestVersions(typed: string): Promise<Suggestion[]> {
  return reader().$queryRaw<Suggestion[]>`
    SELECT (array_agg(app_version_text ORDER BY logins DESC, app_version_text)
              FILTER (WHERE starts_with(app_version_text, ${typed})))[1] AS value,
      sum(logins)::float8 AS logins
    FROM login_versions WHERE app_version >= 0
    GROUP BY app_version HAVING bool_or(starts_with(app_version_text, ${typed}))
    ORDER BY app_version DESC LIMIT ${MAX_SUGGESTIONS}`
}

async function suggestKeys(column: Prisma.Sql, typed: string): Promise<Suggestion[]> {
  const others = ROLLED_UP.filter((other) => other.column.sql !== column.sql)
  const rows = await reader().$queryRaw<{ key: string; logins: number }[]>`
    SELECT ${column} AS key, sum(logins)::float8 AS logins FROM login_days
    WHERE ${countedRows({}, others)} AND ${column} <> ${EVERY}
      AND (lower(${column}) LIKE ${`=${likePattern(typed.toLowerCase())}%`}
           OR (${column} = '-' AND starts_with('none', ${typed.toLowerCase()})))
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_SUGGESTIONS}`
  return rows.map(({ key, logins }) => ({ value: rollupValue(key), logins }))
}

/**
 * Of a field that no rollup knows: hops along the index that its filter needs, from one value to the
 * next, in whatever order that has; past so many values nothing is found.
 */
async function suggestOfFew(column: Prisma.Sql, typed: string): Promise<Suggestion[]> {
  const next = (condition: Prisma.Sql) =>
    Prisma.sql`SELECT ${column} FROM user_logins WHERE ${condition} ORDER BY ${column} LIMIT 1`
  const rows = await reader().$queryRaw<{ value: string }[]>`
    WITH RECURSIVE found(value, place) AS (
      (SELECT value, 1 FROM (${next(Prisma.sql`${column} IS NOT NULL`)}) AS first(value))
      UNION ALL
      SELECT (${next(Prisma.sql`${column} > found.value`)}), place + 1 FROM found
      WHERE found.value IS NOT NULL AND place < ${MAX_HOPS}
    )
    SELECT value FROM found WHERE starts_with(lower(value), ${typed.toLowerCase()}) LIMIT ${MAX_SUGGESTIONS}`
  return rows.map(({ value }) => ({ value, logins: null }))
}

const MAX_HOPS = 500

function likePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
