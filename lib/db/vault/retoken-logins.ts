import { backgroundRevealDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { replaceSubjects } from '@/lib/db/reviews/replace-subjects'
import { lockRollups, recomputeRollups } from '@/lib/db/rollups/recompute-rollups'
import { transaction } from '@/lib/db/transaction'
import { lockKeys } from '@/lib/db/vault/key-registry'
import { lockVault } from '@/lib/db/vault/lock-vault'
import { MASKED_COLUMN, someLoginHas, tokensByField } from '@/lib/db/vault/masked-columns'
import { rewriteViews } from '@/lib/db/views/rewrite-views'
import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { LIVE_TOKEN_PATTERN } from '@/lib/model/token'

/** Few enough that batches wait for a moment only. */
const TOKENS = 200
const TIMEOUT_MS = 30 * 60_000

/**
 * Gives the logins of the next old tokens their new ones, and the rollups with them, in one
 * transaction that remembers how far it came. No batch is stored meanwhile: until then they store
 * the old tokens, too, and from then on the new ones, so that a value never has both. The keys are
 * locked last: a rebuild may hold the rollups for minutes, and batches need the keys.
 * @returns how many tokens that were; 0 where none is left.
 */
export async function retokenLogins(rotationId: number): Promise<number> {
  return transaction(
    async (tx) => {
      await lockVault(tx)
      await lockRollups(tx)
      await lockKeys(tx)
      const { cursor } = await tx.keyRotation.findUniqueOrThrow({ where: { id: rotationId } })
      const aliases = await tx.tokenAlias.findMany({
        where: { old: { gt: cursor } },
        orderBy: { old: 'asc' },
        take: TOKENS,
      })
      const last = aliases.at(-1)
      if (last === undefined) return 0
      await update(tx, aliases)
      await tx.keyRotation.update({ where: { id: rotationId }, data: { cursor: last.old } })
      return aliases.length
    },
    { client: backgroundRevealDatabase(), timeoutMs: TIMEOUT_MS },
  )
}

/** Ends a replacement: the old tokens' vault rows and the aliases go. */
export async function endRotation(rotationId: number): Promise<void> {
  await transaction(
    async (tx) => {
      await lockVault(tx)
      await lockRollups(tx)
      await lockKeys(tx)
      // Only what something else than a batch brought back, such as rows of a backup; mostly none.
      const left = await tx.$queryRaw<Alias[]>`
      SELECT old, new FROM pii_alias AS alias WHERE ${someLoginHas(Prisma.sql`alias.old`)}`
      if (left.length > 0) await update(tx, left)
      // Again, for what was saved meanwhile from a page that showed old tokens.
      await replaceSubjects(tx, Prisma.sql`(SELECT old, new FROM pii_alias)`)
      const saved = await tx.$queryRaw<Alias[]>`
      SELECT DISTINCT old, new FROM pii_alias JOIN (
        SELECT (regexp_matches(query, ${LIVE_TOKEN_PATTERN}, 'g'))[1] AS old
        FROM saved_views) AS saved USING (old)`
      const renew = renewed(saved)
      await rewriteViews(tx, (_, token) => renew(token))
      await tx.$executeRaw`DELETE FROM pii_vault USING pii_alias WHERE token = old`
      await tx.$executeRaw`DELETE FROM pii_alias`
      await tx.$executeRaw`
      UPDATE key_rotations SET state = 'done', ended_at = clock_timestamp(), cursor = ''
      WHERE id = ${rotationId}`
    },
    { client: backgroundRevealDatabase(), timeoutMs: TIMEOUT_MS },
  )
}

type Alias = { old: string; new: string }

function renewed(aliases: readonly Alias[]): (token: string) => string {
  const news = new Map(aliases.map((one) => [one.old, one.new]))
  return (token) => news.get(token) ?? token
}

async function update(tx: Transaction, aliases: readonly Alias[]) {
  const olds = aliases.map((alias) => alias.old)
  const news = aliases.map((alias) => alias.new)
  for (const field of MASKED_FIELD_NAMES) {
    const column = MASKED_COLUMN[field]
    await tx.$executeRaw`
      UPDATE user_logins SET ${column} = alias.new
      FROM unnest(${olds}::text[], ${news}::text[]) AS alias(old, new) WHERE ${column} = alias.old`
  }
  await replaceSubjects(tx, Prisma.sql`unnest(${olds}::text[], ${news}::text[])`)
  const renew = renewed(aliases)
  await rewriteViews(tx, (_, token) => renew(token))
  await recomputeRollups(tx, tokensByField([...olds, ...news]), renew)
}
