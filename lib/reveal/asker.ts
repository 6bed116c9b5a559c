import type { CurrentUser } from '@/lib/auth/current-user'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import type { RevealAction } from '@/lib/model/reveal-log'

/** Who asks, and from where if a trusted proxy says so. */
export type Asker = { user: CurrentUser; clientAddress?: string | null }

/** What an operator gets to hear, whatever was asked: whether it exists is not told. */
export type Refused = { kind: 'refused'; problem: string }

/**
 * Lets admins pass; to anybody else it is refused, and the refusal recorded. What was asked for is
 * not: a stranger does not get to write into the log.
 * @returns null where the person may go on.
 */
export async function refuseUnlessAdmin(
  asker: Asker,
  action: RevealAction,
): Promise<Refused | null> {
  if (asker.user.role === 'admin') return null
  await recordInRevealLog({ ...identityOf(asker), action, outcome: 'refused' })
  return { kind: 'refused', problem: 'Only an admin may do this.' }
}

/** The fields of the log that say who it was. */
export function identityOf({ user, clientAddress }: Asker) {
  return { userId: user.id, userName: user.email, clientAddress: clientAddress ?? undefined }
}
