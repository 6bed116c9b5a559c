import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { log } from '@/lib/log'
import { type Actor, identityOf } from '@/lib/reveal/actor'

/**
 * Changes the people who may sign in, on the record: the row that says what is about to be done is
 * committed first, the one that tells what came of it names that row.
 * @param subject what is done, in words, without a secret.
 * @param confirmedAs the row that asked, where confirming it has written one already.
 * @throws what `change` throws; an account is left as it was where nothing can be recorded.
 */
export async function recordChange<Result>(
  actor: Actor,
  subject: string,
  change: () => Promise<Result>,
  confirmedAs?: string,
): Promise<Result> {
  const about = { ...identityOf(actor), ...changeOf(subject) }
  const { clientAddress } = about
  const requestId = confirmedAs ?? (await recordInRevealLog({ ...about, outcome: 'asked' })).id
  const result = await change().catch(async (error) => {
    await recordInRevealLog({ ...about, requestId, outcome: 'failed' }).catch(() => {})
    throw error
  })
  await recordInRevealLog({ ...about, requestId, outcome: 'done' })
  const { id: userId } = actor.user
  log.info('users.changed', { by: userId, change: subject.split(' ')[0], requestId, clientAddress })
  return result
}

/** The fields of the log that say what is changed. */
export function changeOf(subject: string) {
  return { action: 'manage-users' as const, subject: subject.slice(0, 256) }
}
