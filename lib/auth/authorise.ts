import 'server-only'
import { headers } from 'next/headers'
import { type CurrentUser, currentUser, userOf } from '@/lib/auth/current-user'
import { SIGNED_OUT_PROBLEM } from '@/lib/model/answers/signed-out'
import { can, type Permission, refusalOf } from '@/lib/model/permissions'

export type Authorised =
  | { kind: 'authorised'; user: CurrentUser }
  | { kind: 'signed-out'; status: 401; problem: string }
  /** `user` is who was refused. */
  | { kind: 'refused'; status: 403; problem: string; user: CurrentUser }

/**
 * For server actions and route handlers: the answer as a value, which an action can show and a
 * handler can send (`new Response(problem, { status })`). A redirect would reach neither whole.
 * @param prolong false for what a page asks for by itself; see `userOf`.
 */
export async function authorise(permission: Permission, prolong = true): Promise<Authorised> {
  const user = prolong ? await currentUser() : await userOf(await headers(), false)
  if (user === null) {
    return { kind: 'signed-out', status: 401, problem: SIGNED_OUT_PROBLEM }
  }
  if (user.mustChangePassword) {
    return { kind: 'refused', status: 403, problem: 'Change your password first.', user }
  }
  if (can(user, permission)) return { kind: 'authorised', user }
  return { kind: 'refused', status: 403, problem: refusalOf(permission), user }
}
