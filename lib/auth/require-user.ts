import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type CurrentUser, currentUser } from '@/lib/auth/current-user'
import { changePasswordPath, PATH_HEADER, signInPath } from '@/lib/auth/next-path'
import { can } from '@/lib/model/permissions'

/**
 * For pages: who is signed in and may browse. Whoever is signed out is sent to sign in and back,
 * and whoever has a password that somebody else knows to change it; to whoever may not browse there
 * is nothing here.
 */
export async function requireUser(): Promise<CurrentUser> {
  const user = await currentUser()
  if (user === null) return redirect(signInPath((await headers()).get(PATH_HEADER)))
  if (user.mustChangePassword) {
    return redirect(changePasswordPath((await headers()).get(PATH_HEADER)))
  }
  return can(user, 'browse') ? user : notFound()
}
