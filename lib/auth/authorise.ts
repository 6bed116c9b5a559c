import 'server-only'
import { type CurrentUser, currentUser } from '@/lib/auth/current-user'
import type { Role } from '@/lib/auth/roles'

export type Authorised =
  | { ok: true; user: CurrentUser }
  | { ok: false; status: 401 | 403; problem: string }

/**
 * For server actions and route handlers: the answer as a value, which an action can show and a
 * handler can send (`new Response(problem, { status })`). A redirect would reach neither whole.
 */
export async function authorise(role: Role = 'operator'): Promise<Authorised> {
  const user = await currentUser()
  if (user === null) return { ok: false, status: 401, problem: 'You are not signed in any more.' }
  if (role === 'admin' && user.role !== 'admin') {
    return { ok: false, status: 403, problem: 'Only an admin may do this.' }
  }
  return { ok: true, user }
}
