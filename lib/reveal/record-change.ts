import { log } from '@/lib/log'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { onRecord } from '@/lib/reveal/on-record'

/**
 * Changes the people who may sign in, on the record (`onRecord`).
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
  const changeRecorded = async (requestId: string) => ({ requestId, result: await change() })
  const { requestId, result } = await onRecord(about, changeRecorded, confirmedAs)
  const { clientAddress } = about
  const { id: userId } = actor.user
  log.info('users.changed', { by: userId, change: subject.split(' ')[0], requestId, clientAddress })
  return result
}

/** The fields of the log that say what is changed. */
export function changeOf(subject: string) {
  return { action: 'manage-users' as const, subject: subject.slice(0, 256) }
}
