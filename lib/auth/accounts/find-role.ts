import { parseRole } from '@/lib/auth/roles'
import { database } from '@/lib/db/client'
import { UserError } from '@/lib/errors'
import type { Role } from '@/lib/model/permissions'

/** The role of an account. @throws UserError where there is no such account. */
export async function findRole(email: string): Promise<Role> {
  const user = await database().user.findUnique({ where: { email }, select: { role: true } })
  if (user === null) throw new UserError(`There is no account ${email}.`)
  return parseRole(user.role)
}
