import { findAccountFamily } from '@/lib/db/accounts/account-family'
import type { Transaction } from '@/lib/db/client'
import { ATTEMPTS_COUNT_MS, type RevealUse } from '@/lib/db/reveal-log/reveal-limits'

/** Reads what a person's request is judged by: the attempts of the last hour, and who counts as one with them. */
export async function readRevealUse(
  reader: Pick<Transaction, '$queryRaw' | 'revealAttempt'>,
  userId: string,
  now: Date,
): Promise<RevealUse> {
  const attempts = await reader.revealAttempt.findMany({
    where: {
      at: { gt: new Date(now.getTime() - ATTEMPTS_COUNT_MS) },
      OR: [{ values: { gt: 0 } }, { wrong: true }],
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { userId: true, at: true, values: true, wrong: true },
  })
  return { attempts, family: await findAccountFamily(reader, userId, now), now }
}
