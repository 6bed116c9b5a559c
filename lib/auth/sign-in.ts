import { setTimeout as sleep } from 'node:timers/promises'
import { isAPIError } from 'better-auth/api'
import { auth } from '@/lib/auth/auth'
import { claimAttempt, returnAttempt, settleAttempt } from '@/lib/auth/sign-in-limit'

export type SignIn = { ok: true } | { ok: false; problem: string }

const WRONG = 'Incorrect email or password.'

/**
 * Signs a person in; within a server action the session's cookie is set on the answer. Unknown
 * address and wrong password take as long and say the same.
 * @throws where the database cannot be reached.
 */
export async function signIn(email: string, password: string, headers: Headers): Promise<SignIn> {
  const address = email.trim()
  const claim = await claimAttempt(address)
  if (claim.kind === 'locked') {
    return {
      ok: false,
      problem: `Too many attempts. Try again ${inWords(claim.retryAfterSeconds)}.`,
    }
  }
  await sleep(claim.delayMs)
  try {
    await auth().api.signInEmail({ body: { email: address, password }, headers })
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) {
      return { ok: false, problem: isBanned(error) ? 'This account is suspended.' : WRONG }
    }
    await returnAttempt(claim.attemptId).catch(() => {})
    throw error
  }
  await settleAttempt(claim.attemptId)
  return { ok: true }
}

function isBanned(error: { body?: { code?: string } | undefined }): boolean {
  return error.body?.code === 'BANNED_USER'
}

function inWords(seconds: number): string {
  return seconds < 90 ? 'in a minute' : `in ${Math.ceil(seconds / 60)} minutes`
}
