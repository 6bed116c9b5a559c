import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { type Actor, identityOf } from '@/lib/reveal/actor'

/**
 * Changes the people who may sign in, on the record: the row that says what is about to be done is
 * committed first, the one that tells what came of it names that row.
 * @param subject what is done, in words, without a secret.
 * @throws what `change` throws; an account is left as it was where nothing can be recorded.
 */
export async function recordChange<Result>(
  actor: Actor,
  subject: string,
  change: () => Promise<Result>,
): Promise<Result> {
  const about = {
    ...identityOf(actor),
    action: 'manage-users' as const,
    subject: subject.slice(0, 256),
  }
  const { id: requestId } = await recordInRevealLog({ ...about, outcome: 'asked' })
  const result = await change().catch(async (error) => {
    await recordInRevealLog({ ...about, requestId, outcome: 'failed' }).catch(() => {})
    throw error
  })
  await recordInRevealLog({ ...about, requestId, outcome: 'done' })
  return result
}
