import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type CurrentUser, currentUser } from '@/lib/auth/current-user'
import { PATH_HEADER, signInPath } from '@/lib/auth/next-path'

/** For pages (and actions): who is signed in; everybody else is sent to sign in and back. */
export async function requireUser(): Promise<CurrentUser> {
  const user = await currentUser()
  if (user !== null) return user
  return redirect(signInPath((await headers()).get(PATH_HEADER)))
}
