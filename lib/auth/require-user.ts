import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type CurrentUser, currentUser } from '@/lib/auth/current-user'
import { changePasswordPath, PATH_HEADER, signInPath } from '@/lib/auth/next-path'
import { recentUser } from '@/lib/auth/session/known-sessions'
import { failureCode, UserError } from '@/lib/errors'
import { databaseDigest } from '@/lib/model/answers/page-failure'
import { can } from '@/lib/model/permissions'

/**
 * For pages: who is signed in and may browse. Whoever is signed out is sent to sign in and back,
 * and whoever has a password that somebody else knows to change it; to whoever may not browse there
 * is nothing here.
 */
export async function requireUser(): Promise<CurrentUser> {
  return admit(await knownUser())
}

/**
 * For the frame around the pages: as above, but while the database cannot be asked it goes by what
 * was read within the last minute. Whatever stands in the frame asks again, and says what fails.
 */
export async function requireFrameUser(): Promise<CurrentUser> {
  const asked = await headers()
  const user = await knownUser().catch((error: unknown) => {
    const recent = recentUser(asked)
    if (recent === null) throw error
    return recent
  })
  return admit(user)
}

async function admit(user: CurrentUser | null): Promise<CurrentUser> {
  if (user === null) return redirect(signInPath((await headers()).get(PATH_HEADER)))
  if (user.mustChangePassword) {
    return redirect(changePasswordPath((await headers()).get(PATH_HEADER)))
  }
  return can(user, 'browse') ? user : notFound()
}

/** @throws a failure whose digest tells the browser that it is the database. */
async function knownUser(): Promise<CurrentUser | null> {
  try {
    return await currentUser()
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const failure = new Error('Who is signed in could not be read', { cause })
    throw Object.assign(failure, { digest: databaseDigest(failureCode(cause)) })
  }
}
