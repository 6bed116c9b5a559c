import { randomBytes } from 'node:crypto'
import type { Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { lockRollups, recomputeRollups } from '@/lib/db/rollups/recompute-rollups'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { replaceUserInViews } from '@/lib/db/views/replace-user-in-views'
import { rewriteViews } from '@/lib/db/views/rewrite-views'
import type { MaskedField } from '@/lib/model/masked-fields'
import { erasedPrefix, fieldOfToken } from '@/lib/model/token'

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
  const { rows, ips, devices, tombstones } = await overwrite(tx, erasing)
  await recomputeRollups(
    tx,
    [...devices, ...tombstones.filter((token) => fieldOfToken(token) === 'device_id')],
    [...ips, ...tombstones.filter((token) => fieldOfToken(token) === 'ip')],
  )
  const replaced = [...ips, ...devices].filter((token) => !isErased(token))
  const unused = await findUnused(tx, replaced)
  const vaultRows = await tx.$executeRaw`DELETE FROM pii_vault WHERE token = ANY(${unused}::text[])`
  await tx.$executeRaw`
    DELETE FROM pii_alias WHERE old = ANY(${unused}::text[]) OR new = ANY(${unused}::text[])`
  await tx.$executeRaw`DELETE FROM device_reviews WHERE token = ANY(${unused}::text[])`
  // A filter that asked for what was erased still finds nothing else.
  await rewriteViews(tx, (field, value) => (unused.includes(value) ? tombstoneFor(field) : value))
  if (erasing.replacedBy !== null) {
    await replaceUserInViews(tx, erasing.userId, erasing.replacedBy)
    await forgetUserId(tx, erasing.userId, erasing.userHash)
  }
  const used = replaced.filter((token) => !unused.includes(token))
  return { rows, vaultRows, shared: used.length }
}

async function overwrite(tx: Transaction, { userId, until, replacedBy }: Erasing) {
  const changed = await tx.$queryRaw<
    { ip: string | null; device: string | null; newIp: string | null; newDevice: string | null }[]
  >`
    WITH victim AS MATERIALIZED (
      SELECT sent_at, id, masked_ip, masked_device_id, ${tombstone('ip')} AS new_ip,
             ${tombstone('device_id')} AS new_device
      FROM user_logins WHERE user_id = ${userId} AND sent_at <= ${until}
        AND (${replacedBy}::text IS NOT NULL
          OR NOT starts_with(masked_ip, ${erasedPrefix('ip')})
          OR NOT starts_with(masked_device_id, ${erasedPrefix('device_id')}))
      FOR UPDATE
    )
    UPDATE user_logins AS login
    SET masked_ip = CASE WHEN starts_with(victim.masked_ip, ${erasedPrefix('ip')})
          THEN victim.masked_ip WHEN victim.masked_ip IS NOT NULL THEN new_ip END,
        masked_device_id = CASE
          WHEN starts_with(victim.masked_device_id, ${erasedPrefix('device_id')})
          THEN victim.masked_device_id WHEN victim.masked_device_id IS NOT NULL THEN new_device END,
        user_id = coalesce(${replacedBy}::text, login.user_id)
    FROM victim WHERE login.sent_at = victim.sent_at AND login.id = victim.id
    RETURNING victim.masked_ip AS ip, victim.masked_device_id AS device,
      login.masked_ip AS "newIp", login.masked_device_id AS "newDevice"`
  const distinct = (texts: (string | null)[]) => [...new Set(texts.filter((text) => text !== null))]
  return {
    rows: changed.length,
    ips: distinct(changed.map(({ ip }) => ip)),
    devices: distinct(changed.map(({ device }) => device)),
    tombstones: distinct(changed.flatMap(({ newIp, newDevice }) => [newIp, newDevice])),
  }
}

function isErased(token: string): boolean {
  return token.startsWith(erasedPrefix('ip')) || token.startsWith(erasedPrefix('device_id'))
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
      WHERE EXISTS (SELECT FROM user_logins WHERE masked_ip = family.token)
         OR EXISTS (SELECT FROM user_logins WHERE masked_device_id = family.token))`
  return unused.map(({ token }) => token)
}
