'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { safeNext } from '@/lib/auth/next-path'
import { endSession } from '@/lib/auth/session/end-session'
import { SIGNED_IN_COOKIE_OPTIONS, signedInCookieName } from '@/lib/auth/session/signed-in-cookie'
import { DEVICE_COOKIE_OPTIONS } from '@/lib/auth/sign-in/device-cookie'
import { signIn } from '@/lib/auth/sign-in/sign-in'
import { isHttps } from '@/lib/auth/site'
import { failureSentence } from '@/lib/errors'
import { log } from '@/lib/log'
import { answerTooMany } from '@/lib/web/request-in-hand'

/** What the form shows again after a refusal. */
export type SignInState = { problem: string; email: string } | null

const form = z.object({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(128),
  next: z.string().optional().catch(undefined),
})

/** Signs in and goes to the page that was asked for. Open to everybody: the limits are inside. */
export async function signInAction(_before: SignInState, given: FormData): Promise<SignInState> {
  // The door is open to everybody: what comes in may be no form at all.
  const data = given instanceof FormData ? given : new FormData()
  const parsed = form.safeParse(Object.fromEntries(data))
  if (!parsed.success) {
    const email = data.get('email')
    return {
      problem: 'Enter your e-mail address and password.',
      email: typeof email === 'string' ? email.slice(0, 254) : '',
    }
  }
  const { email, password, next } = parsed.data
  try {
    const answer = await signIn(email, password, await headers())
    if (!answer.ok) {
      if (answer.retryAfterSeconds !== undefined) answerTooMany(answer.retryAfterSeconds)
      return { problem: answer.problem, email }
    }
    const jar = await cookies()
    jar.set({ ...DEVICE_COOKIE_OPTIONS, ...answer.device, secure: isHttps() })
    jar.set({ ...SIGNED_IN_COOKIE_OPTIONS, ...answer.signedIn, secure: isHttps() })
  } catch (error) {
    log.error('sign-in.failed', {}, error)
    return { problem: `Sign-in is temporarily unavailable. ${failureSentence(error)}`, email }
  }
  redirect(safeNext(next))
}

/** Ends the session of whoever asks; nobody needs a right for that. */
export async function signOutAction(): Promise<void> {
  await endSession(await headers())
  const jar = await cookies()
  jar.delete({ name: signedInCookieName(), path: '/', secure: isHttps() })
  redirect('/sign-in')
}
