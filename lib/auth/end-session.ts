import { auth } from '@/lib/auth/auth'

/** Deletes the session of a request; within a server action its cookie is deleted as well. */
export async function endSession(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers })
}
