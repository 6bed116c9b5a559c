import type { CurrentUser } from '@/lib/auth/current-user'
import { recordRefusal } from '@/lib/db/reveal-log/record-refusal'
import { can, type RecordedPermission, refusalOf } from '@/lib/model/permissions'

/** Who acts, and from where if a trusted proxy says so. */
export type Actor = { user: CurrentUser; clientAddress?: string | null }

/** What somebody gets to hear who may not, whatever was asked: whether it exists is not told. */
export type Refused = { kind: 'refused'; problem: string }

/**
 * Lets pass who may; to anybody else it is refused, and the refusal recorded. What was asked for is
 * not: a stranger does not get to write into the log.
 * @returns null where the person may go on.
 */
export async function refuseUnlessPermitted(
  actor: Actor,
  permission: RecordedPermission,
): Promise<Refused | null> {
  if (can(actor.user, permission)) return null
  await recordRefusal({ ...identityOf(actor), action: permission, outcome: 'refused' })
  return { kind: 'refused', problem: refusalOf(permission) }
}

/** The fields of the log that say who it was. */
export function identityOf({ user, clientAddress }: Actor) {
  return { userId: user.id, userName: user.email, clientAddress: clientAddress ?? undefined }
}
