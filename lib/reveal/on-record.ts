import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import type { RevealLogEntry } from '@/lib/model/reveal/reveal-log'

/**
 * Does something on the record: the row that says what is about to be done is committed first, and the
 * one that tells what came of it names that row.
 * @param about without a secret: who, what and of what.
 * @param confirmedAs the row that asked, where confirming it has written one already.
 * @throws what `act` throws; nothing is done where it cannot be recorded.
 */
export async function onRecord<Result>(
  about: Omit<RevealLogEntry, 'outcome'>,
  act: (requestId: string) => Promise<Result>,
  confirmedAs?: string,
): Promise<Result> {
  const requestId = confirmedAs ?? (await recordInRevealLog({ ...about, outcome: 'asked' })).id
  const result = await act(requestId).catch(async (error) => {
    await recordInRevealLog({ ...about, requestId, outcome: 'failed' }).catch(() => {})
    throw error
  })
  await recordInRevealLog({ ...about, requestId, outcome: 'done' })
  return result
}
