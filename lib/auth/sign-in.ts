import { setTimeout as sleep } from 'node:timers/promises'
import { isAPIError } from 'better-auth/api'
import { auth } from '@/lib/auth/auth'
import { enterSignIn } from '@/lib/auth/sign-in-door'
import { claimAttempt, returnAttempt, settleAttempt } from '@/lib/auth/sign-in-limit'

export type SignIn =
  | { ok: true }
  /** `retryAfterSeconds` where it may be tried again later, as it was. */
  | { ok: false; problem: string; retryAfterSeconds?: number }

const WRONG = 'Incorrect email or password.'

/**
 * Signs a person in; within a server action the session's cookie is set on the answer. Unknown
 * address and wrong password take as long and say the same.
 * @throws where the database cannot be reached.
 */
export async function signIn(email: string, password: string, headers: Headers): Promise<SignIn> {
  const entry = enterSignIn(headers)
  if (entry.kind === 'refused') {
    return tooMany('Too many people are signing in at the moment', entry.retryAfterSeconds)
  }
  let answer: SignIn | undefined
  try {
    answer = await attempt(email.trim(), password, headers)
    return answer
  } finally {
    entry.leave(answer?.ok ? 'succeeded' : 'failed')
  }
}

async function attempt(address: string, password: string, headers: Headers): Promise<SignIn> {
  const claim = await claimAttempt(address)
  if (claim.kind === 'locked') return tooMany('Too many attempts', claim.retryAfterSeconds)
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

function isBanned(error: { body?: { code?: string } }): boolean {
  return error.body?.code === 'BANNED_USER'
}

function tooMany(what: string, retryAfterSeconds: number): SignIn {
  return {
    ok: false,
    problem: `${what}. Try again ${inWords(retryAfterSeconds)}.`,
    retryAfterSeconds,
  }
}

function inWords(seconds: number): string {
  if (seconds < 30) return 'in a few seconds'
  return seconds < 90 ? 'in a minute' : `in ${Math.ceil(seconds / 60)} minutes`
}
