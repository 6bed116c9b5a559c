import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements } from 'better-auth/plugins/admin/access'
import { can, ROLE_NAMES, type Role } from '@/lib/model/permissions'

/** What better-auth can permit at all. */
export const statements = createAccessControl(defaultStatements)

/** Who manages people manages their sessions, too, but never acts as them; others manage nobody. */
export const roles = Object.fromEntries(
  ROLE_NAMES.map((role) => [role, can({ role }, 'manage-users') ? manager() : nobody()]),
)

/** A stored role; what is none we know is the least of ours. */
export function parseRole(value: string | null | undefined): Role {
  return ROLE_NAMES.find((role) => role === value) ?? ROLE_NAMES[0]
}

function manager() {
  return statements.newRole({
    user: adminAc.statements.user.filter((action) => action !== 'impersonate'),
    session: [...adminAc.statements.session],
  })
}

function nobody() {
  return statements.newRole({ user: [], session: [] })
}
