import { walkUserIds } from '@/lib/db/logins/walk-user-ids'
import { UserError } from '@/lib/errors'
import { kidOfUserHash, loadErasureKeys, userHash } from '@/lib/keys/erasure-key'
import type { Actor } from '@/lib/reveal/actor'
import { eraseUser } from '@/lib/reveal/erase/erase-user'
import type { ErasureEntry } from '@/lib/reveal/erase/erasure-file'

/**
 * Does the erasures of a list again, after a restore. The list has hashes of the user ids, so that
 * those that are here are hashed and compared.
 * @returns how many of them were here again.
 * @throws UserError where the list was made with another key, or an erasure fails.
 */
export async function replayErasures(
  actor: Actor,
  entries: readonly ErasureEntry[],
): Promise<number> {
  const userIds = await findUserIds(entries)
  let again = 0
  for (const entry of entries) {
    const userId = entry.userId ?? userIds.get(entry.user ?? '')
    if (userId === undefined) continue
    const { erasedAt: until, reason, ticket, replacedBy = null } = entry
    const asked = { userId, reason, ticket, replaceUserId: replacedBy !== null }
    const answer = await eraseUser(actor, asked, { until, replacedBy })
    if (answer.kind === 'erased') again += 1
    else if (answer.kind !== 'nothing-to-erase') throw new UserError(answer.problem)
  }
  return again
}

/** The user ids that are here, by those of the hashes that are wanted. */
async function findUserIds(entries: readonly ErasureEntry[]): Promise<Map<string, string>> {
  const wanted = new Set(entries.flatMap(({ user }) => user ?? []))
  const found = new Map<string, string>()
  if (wanted.size === 0) return found
  const keys = await loadErasureKeys()
  const foreign = [...wanted].find((hash) => keys.every(({ kid }) => kid !== kidOfUserHash(hash)))
  if (foreign !== undefined) {
    throw new UserError(
      `The list was made with the erasure key ${kidOfUserHash(foreign)}, which is not here: wanted ` +
        'erasure.key.json of that time in the keys folder, or in VEILGATE_ERASURE_KEY.',
    )
  }
  for await (const userIds of walkUserIds()) {
    for (const userId of userIds) {
      for (const key of keys) {
        const hash = userHash(key, userId)
        if (wanted.has(hash)) found.set(hash, userId)
      }
    }
  }
  return found
}
