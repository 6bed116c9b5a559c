import { randomBytes } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { forgetReviews } from '@/lib/db/reviews/forget-reviews'
import { judgeDevices } from '@/lib/db/risks/judge-logins'
import { lockRollups, recomputeRollups } from '@/lib/db/rollups/recompute-rollups'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { MASKED_COLUMN, someLoginHas } from '@/lib/db/vault/masked-columns'
import { replaceUserInViews, rewriteViews } from '@/lib/db/views/rewrite-views'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'
import { erasedPrefix, isErased } from '@/lib/model/token'

export type Erased = {
  /** Logins whose tokens were overwritten. */
  rows: number
  /** Originals deleted from the vault. */
  vaultRows: number
  /** Originals kept, since somebody else's logins have them, too. */
  shared: number
}

/** Whose logins, and which of them. */
export type Erasing = {
  userId: string
  /** Logins after this moment stay: a person may have come back. */
  until: Date
  /** What takes the place of the user id; null where that stays. */
  replacedBy: string | null
  /** What stands for the user id in the erasure list. */
  userHash: string
}

/**
 * Overwrites the tokens of a person's logins, each by a tombstone of its own, so that erased rows
 * never group together, and deletes the originals that nobody else's logins have. Where it is asked
 * for, the user id goes as well, from all that is derived from the logins, too.
 */
export async function eraseLogins(tx: Transaction, erasing: Erasing): Promise<Erased> {
  await lockVault(tx)
  await lockRollups(tx)
  // A batch under way that brings such a token again waits here, and seals its original again.
  await tx.$executeRaw`LOCK TABLE pii_vault IN SHARE ROW EXCLUSIVE MODE`
  const { rows, erased, tombstones } = await overwrite(tx, erasing)
  await recomputeRollups(
    tx,
    perField((field) => [...erased[field], ...tombstones[field]]),
    (token, userId) => (userId === erasing.userId ? null : token),
  )
  await judgeDevices(tx, [...erased.device_id, ...tombstones.device_id])
  const tokens = Object.values(erased).flat()
  const replaced = tokens.filter((token) => !isErased(token))
  const unused = await findUnused(tx, replaced)
  const vaultRows = await tx.$executeRaw`DELETE FROM pii_vault WHERE token = ANY(${unused}::text[])`
  await tx.$executeRaw`
    DELETE FROM pii_alias WHERE old = ANY(${unused}::text[]) OR new = ANY(${unused}::text[])`
  await forgetReviews(tx, { tokens: unused, userId: erasing.userId, until: erasing.until })
  // A filter that asked for what was erased still finds nothing else.
  await rewriteViews(tx, (field, value) => (unused.includes(value) ? tombstoneFor(field) : value))
  if (erasing.replacedBy !== null) {
    await replaceUserInViews(tx, erasing.userId, erasing.replacedBy)
    await forgetUserId(tx, erasing.userId, erasing.userHash)
  }
  const used = replaced.filter((token) => !unused.includes(token))
  return { rows, vaultRows, shared: used.length }
}

/** Tokens that an earlier erasure wrote stay: they lead to nobody. */
async function overwrite(tx: Transaction, { userId, until, replacedBy }: Erasing) {
  const changed = await tx.$queryRaw<Record<string, string | null>[]>`
    WITH victim AS MATERIALIZED (
      SELECT sent_at, id, ${ofEach((field) => {
        const { column, before, after } = namesOf(field)
        return Prisma.sql`${column} AS ${before}, ${tombstone(field)} AS ${after}`
      })}
      FROM user_logins WHERE user_id = ${userId} AND sent_at <= ${until}
        AND (${replacedBy}::text IS NOT NULL OR ${ofEach((field) => {
          return Prisma.sql`NOT starts_with(${namesOf(field).column}, ${erasedPrefix(field)})`
        }, ' OR ')})
      FOR UPDATE
    )
    UPDATE user_logins AS login
    SET user_id = coalesce(${replacedBy}::text, login.user_id), ${ofEach((field) => {
      const { column, before, after } = namesOf(field)
      return Prisma.sql`${column} = CASE
        WHEN starts_with(${before}, ${erasedPrefix(field)}) THEN ${before}
        WHEN ${before} IS NOT NULL THEN ${after} END`
    })}
    FROM victim WHERE login.sent_at = victim.sent_at AND login.id = victim.id
    RETURNING ${ofEach((field) => {
      const { column, before, after } = namesOf(field)
      return Prisma.sql`victim.${before}, login.${column} AS ${after}`
    })}`
  const distinct = (name: string) => [
    ...new Set(changed.map((row) => row[name] ?? null).filter((text) => text !== null)),
  ]
  return {
    rows: changed.length,
    erased: perField((field) => distinct(`before_${field}`)),
    tombstones: perField((field) => distinct(`after_${field}`)),
  }
}

/** The column of a field, and what the statement calls what it held and what it holds then. */
function namesOf(field: MaskedField) {
  return {
    column: MASKED_COLUMN[field],
    before: Prisma.raw(`before_${field}`),
    after: Prisma.raw(`after_${field}`),
  }
}

function ofEach(sqlOf: (field: MaskedField) => Prisma.Sql, separator = ', '): Prisma.Sql {
  return Prisma.join(MASKED_FIELD_NAMES.map(sqlOf), separator)
}

/** 32 random hex digits: two random UUIDs, without the digits that are the same in all. */
function tombstone(field: MaskedField) {
  return Prisma.sql`${erasedPrefix(field)}::text || left(encode(sha256(convert_to(
    gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'), 32)`
}

function tombstoneFor(field: MaskedField): string {
  return `${erasedPrefix(field)}${randomBytes(16).toString('hex')}`
}

/** Earlier entries of the erasure list name the person no longer. */
async function forgetUserId(tx: Transaction, userId: string, hash: string) {
  await tx.$executeRaw`
    UPDATE erasures SET user_id = NULL, user_hash = ${hash},
      reason = CASE WHEN strpos(lower(reason), lower(${userId})) > 0
        THEN 'Removed: it named the user' ELSE reason END
    WHERE user_id = ${userId}`
}

/** Of these tokens, and those that stand for the same values, the ones no login has. */
async function findUnused(tx: Transaction, tokens: string[]): Promise<string[]> {
  const unused = await tx.$queryRaw<{ token: string }[]>`
    WITH family AS MATERIALIZED (
      SELECT seed, seed AS token FROM unnest(${tokens}::text[]) AS seed
      UNION SELECT seed, new FROM unnest(${tokens}::text[]) AS seed JOIN pii_alias ON old = seed
      UNION SELECT seed, old FROM unnest(${tokens}::text[]) AS seed JOIN pii_alias ON new = seed
    )
    SELECT DISTINCT token FROM family WHERE seed NOT IN (
      SELECT seed FROM family
      WHERE ${someLoginHas(Prisma.sql`family.token`)})`
  return unused.map(({ token }) => token)
}
