import { parseRole } from '@/lib/auth/roles'
import { database } from '@/lib/db/client'
import type { Role } from '@/lib/model/permissions'

export type UserRow = {
  email: string
  role: Role
  createdAt: Date
  /** Sessions that have not expired. */
  sessions: number
}

/** Every account, by address. */
export async function listUsers(): Promise<UserRow[]> {
  const users = await database().user.findMany({
    orderBy: { email: 'asc' },
    select: {
      email: true,
      role: true,
      createdAt: true,
      _count: { select: { sessions: { where: { expiresAt: { gt: new Date() } } } } },
    },
  })
  return users.map(({ email, role, createdAt, _count }) => ({
    email,
    role: parseRole(role),
    createdAt,
    sessions: _count.sessions,
  }))
}
