import { revealDatabase, type Transaction } from '@/lib/db/client'
import { lockVault } from '@/lib/db/lock-vault'
import { lockRollups, recomputeRollups } from '@/lib/db/recompute-rollups'

const TOKENS = 500
const TIMES = { maxWait: 60_000, timeout: 30 * 60_000 }

/**
 * Gives the logins of the next old tokens their new ones, and the rollups with them, in one
 * transaction that remembers how far it came.
 * @returns how many tokens that were; 0 where none is left.
 */
export async function retokenLogins(rotationId: number): Promise<number> {
  return revealDatabase().$transaction(async (tx) => {
    await lockVault(tx)
    const { cursor } = await tx.keyRotation.findUniqueOrThrow({ where: { id: rotationId } })
    const aliases = await tx.tokenAlias.findMany({
      where: { old: { gt: cursor } },
      orderBy: { old: 'asc' },
      take: TOKENS,
    })
    const last = aliases.at(-1)
    if (last === undefined) return 0
    await lockRollups(tx)
    await update(tx, aliases)
    await tx.keyRotation.update({ where: { id: rotationId }, data: { cursor: last.old } })
    return aliases.length
  }, TIMES)
}

/**
 * Ends a replacement: the old tokens' vault rows and the aliases go.
 * @returns false where logins with old tokens are left, which then are to be gone through again.
 */
export async function endRotation(rotationId: number): Promise<boolean> {
  return revealDatabase().$transaction(async (tx) => {
    await lockVault(tx)
    const left = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM pii_alias AS alias
      WHERE EXISTS (SELECT FROM user_logins WHERE masked_ip = alias.old)
         OR EXISTS (SELECT FROM user_logins WHERE masked_device_id = alias.old) LIMIT 1`
    if (left.length > 0) {
      await tx.keyRotation.update({ where: { id: rotationId }, data: { cursor: '' } })
      return false
    }
    await tx.$executeRaw`DELETE FROM pii_vault USING pii_alias WHERE token = old`
    await tx.$executeRaw`DELETE FROM pii_alias`
    await tx.keyRotation.update({
      where: { id: rotationId },
      data: { state: 'done', endedAt: new Date() },
    })
    return true
  }, TIMES)
}

async function update(tx: Transaction, aliases: readonly { old: string; new: string }[]) {
  const olds = aliases.map((alias) => alias.old)
  const news = aliases.map((alias) => alias.new)
  await tx.$executeRaw`
    UPDATE user_logins SET masked_ip = alias.new
    FROM unnest(${olds}::text[], ${news}::text[]) AS alias(old, new) WHERE masked_ip = alias.old`
  await tx.$executeRaw`
    UPDATE user_logins SET masked_device_id = alias.new
    FROM unnest(${olds}::text[], ${news}::text[]) AS alias(old, new)
    WHERE masked_device_id = alias.old`
  await tx.$executeRaw`
    UPDATE device_reviews SET token = alias.new
    FROM unnest(${olds}::text[], ${news}::text[]) AS alias(old, new) WHERE token = alias.old`
  const ofField = (prefix: string) => [...olds, ...news].filter((token) => token.startsWith(prefix))
  await recomputeRollups(tx, ofField('dv1_'), ofField('ip1_'))
}
