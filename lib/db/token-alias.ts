import { database, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/**
 * A column of tokens as it is to be grouped and joined on: while the token key is being replaced,
 * equal values may have an old and a new token, and this is the new one of both.
 */
export function sameToken(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce((SELECT new FROM pii_alias WHERE old = ${column}), ${column})`
}

/** A token and those that stand for the same value; to filter by (`= ANY(…)`). */
export async function tokensOfSame(
  token: string,
  client: Pick<Transaction, 'tokenAlias'> = database(),
): Promise<string[]> {
  const aliases = await client.tokenAlias.findMany({
    where: { OR: [{ old: token }, { new: token }] },
  })
  return [...new Set([token, ...aliases.flatMap((alias) => [alias.old, alias.new])])]
}
