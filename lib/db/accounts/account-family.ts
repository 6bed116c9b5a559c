import type { Transaction } from '@/lib/db/client'
import { DAY_MS } from '@/lib/model/time/units'

/** For so long the limits of an account count together with those of whoever made it. */
const RELATED_MS = DAY_MS

type Reader = Pick<Transaction, '$queryRaw'>

/**
 * The accounts whose limits count as one: this one, and all that it is related to by being made,
 * promoted or reset within a day. Relations are followed both ways and through accounts that are
 * gone, so that nobody gets a second budget by making an account, or by removing one.
 */
export async function findAccountFamily(
  reader: Reader,
  userId: string,
  now: Date,
): Promise<string[]> {
  const since = new Date(now.getTime() - RELATED_MS)
  const rows = await reader.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE related AS (
      SELECT user_id AS a, origin_id AS b FROM account_origins WHERE at > ${since}
      UNION
      SELECT origin_id, user_id FROM account_origins WHERE at > ${since}
    ), family(id) AS (
      SELECT ${userId}::text
      UNION
      SELECT related.b FROM family JOIN related ON related.a = family.id
    )
    SELECT id FROM family`
  return rows.map(({ id }) => id)
}

/** Notes within the transaction of the change who made, promoted or reset an account. */
export async function noteAccountOrigin(
  tx: Transaction,
  userId: string,
  originId: string | undefined,
): Promise<void> {
  if (originId === undefined || originId === userId) return
  await tx.accountOrigin.create({ data: { userId, originId } })
}

/** Forgets relations that count no more. */
export async function forgetAccountOrigins(tx: Transaction, now: Date): Promise<void> {
  const since = new Date(now.getTime() - RELATED_MS)
  await tx.accountOrigin.deleteMany({ where: { at: { lte: since } } })
}
