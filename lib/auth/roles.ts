import { createAccessControl } from 'better-auth/plugins/access'
import { adminAc, defaultStatements } from 'better-auth/plugins/admin/access'

export type Role = 'operator' | 'admin'

export const ROLES: Role[] = ['operator', 'admin']

/** What can be permitted at all. */
export const statements = createAccessControl(defaultStatements)

/** Operators manage nobody; admins manage people and their sessions, but never act as them. */
export const roles = {
  operator: statements.newRole({ user: [], session: [] }),
  admin: statements.newRole({
    user: adminAc.statements.user.filter((action) => action !== 'impersonate'),
    session: [...adminAc.statements.session],
  }),
}

/** A stored role; anything but `admin` is an operator. */
export function parseRole(value: string | null | undefined): Role {
  return value === 'admin' ? 'admin' : 'operator'
}
