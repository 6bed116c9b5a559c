import { setTimeout as sleep } from 'node:timers/promises'
import { isAPIError } from 'better-auth/api'
import { auth } from '@/lib/auth/auth'
import { clientAddress } from '@/lib/auth/client-address'
import { findHash, isStillPassword, renewHash } from '@/lib/auth/password/stored-hash'
import { createSignedInCookie } from '@/lib/auth/session/signed-in-cookie'
import { createDeviceCookie, readDeviceCookie } from '@/lib/auth/sign-in/device-cookie'
import { enterSignIn } from '@/lib/auth/sign-in/sign-in-door'
import {
  type AttemptSource,
  type Claim,
  claimAttempt,
  returnAttempt,
  settleAttempt,
} from '@/lib/auth/sign-in/sign-in-limit'
import { database } from '@/lib/db/client'
import { log } from '@/lib/log'
import { count } from '@/lib/measure'

type Cookie = { name: string; value: string }

/** `device` is the cookie by which the account will know this browser, `signedIn` the one that outlives the session. */
export type SignIn =
  | { ok: true; device: Cookie; signedIn: Cookie }
  /** `retryAfterSeconds` where it may be tried again later, as it was. */
  | { ok: false; problem: string; retryAfterSeconds?: number }

const WRONG = 'Incorrect e-mail address or password.'
/** What says that the address or the password is wrong, and not that we are too busy to tell. */
const REFUSALS = [400, 401, 403]
const TURN_POLL_MS = 250
const TURN_TIMEOUT_MS = 10_000
const BUSY_SECONDS = 5
const USER_AGENT_LENGTH = 256

/**
 * Signs a person in; within a server action the session's cookie is set on the answer. Unknown
 * address and wrong password take as long and say the same, as does one that was replaced meanwhile. The
 * session that this browser had before ends.
 * @throws where the database cannot be reached.
 */
export async function signIn(email: string, password: string, headers: Headers): Promise<SignIn> {
  const entry = enterSignIn(headers)
  if (entry.kind === 'refused') {
    count('veilgate_sign_ins_total', { outcome: 'busy' })
    return tooMany('Too many people are signing in at the moment', entry.retryAfterSeconds)
  }
  let answer: SignIn | undefined
  try {
    answer = await attempt(email.trim(), password, headers)
    return answer
  } catch (error) {
    count('veilgate_sign_ins_total', { outcome: 'failed' })
    throw error
  } finally {
    entry.leave(answer?.ok ? 'succeeded' : 'failed')
  }
}

async function attempt(address: string, password: string, headers: Headers): Promise<SignIn> {
  const source = { device: readDeviceCookie(headers, address), address: clientAddress(headers) }
  const claim = await claimInTurn(address, source)
  if (claim.kind === 'busy') {
    count('veilgate_sign_ins_total', { outcome: 'busy' })
    return tooMany('Too many attempts at once', BUSY_SECONDS)
  }
  if (claim.kind === 'locked') {
    await report('auth.locked', address, source)
    return tooMany('Too many attempts', claim.retryAfterSeconds)
  }
  await sleep(claim.delayMs)
  const refuse = async (problem: string): Promise<SignIn> => {
    await settleAttempt(claim.attemptId, false)
    await report('auth.refused', address, source)
    return { ok: false, problem }
  }
  let token: string | null
  try {
    token = await openSession(address, password, headers)
  } catch (error) {
    if (isAPIError(error) && REFUSALS.includes(error.statusCode)) {
      return refuse(isBanned(error) ? 'This account is suspended.' : WRONG)
    }
    await returnAttempt(claim.attemptId).catch(() => {})
    throw error
  }
  if (token === null) return refuse(WRONG)
  await settleAttempt(claim.attemptId, true)
  const userAgent = headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH) ?? null
  await database().session.updateMany({
    where: { token },
    data: { ipAddress: source.address, userAgent },
  })
  await renewHash(address, password)
  await report('auth.signed-in', address, source)
  const device = createDeviceCookie(address, source.device)
  return { ok: true, device, signedIn: createSignedInCookie(token) }
}

/**
 * An attempt as soon as what comes of those in hand is known: right passwords that are sent side by
 * side all pass.
 */
async function claimInTurn(email: string, source: AttemptSource): Promise<Claim> {
  let claim = await claimAttempt(email, source)
  for (let waitedMs = 0; claim.kind === 'busy' && waitedMs < TURN_TIMEOUT_MS; ) {
    await sleep(TURN_POLL_MS)
    waitedMs += TURN_POLL_MS
    claim = await claimAttempt(email, source)
  }
  return claim
}

/**
 * Makes a session in the place of the one that the browser had.
 * @returns its token; null where the password was replaced while it was verified.
 * @throws where the address or the password is wrong, as better-auth says it.
 */
async function openSession(
  email: string,
  password: string,
  headers: Headers,
): Promise<string | null> {
  const before = await tokenOf(headers)
  const verified = await findHash(email)
  const { token } = await auth().api.signInEmail({ body: { email, password }, headers })
  const end = (token: string) => database().session.deleteMany({ where: { token } })
  try {
    if (before !== null) await end(before)
    if (await isStillPassword(email, password, verified)) return token
  } catch (error) {
    // Its cookie is on the answer already.
    await end(token).catch(() => {})
    throw error
  }
  await end(token)
  return null
}

/** The session that a request's cookie names, if it is one of ours. */
async function tokenOf(headers: Headers): Promise<string | null> {
  const session = await auth().api.getSession({ headers, query: { disableRefresh: true } })
  return session?.session.token ?? null
}

const OUTCOMES = {
  'auth.signed-in': 'signed-in',
  'auth.refused': 'refused',
  'auth.locked': 'locked',
} as const

/** On record with the account's id; of an address that has none, nothing is kept. */
async function report(
  event: keyof typeof OUTCOMES,
  address: string,
  source: AttemptSource,
): Promise<void> {
  count('veilgate_sign_ins_total', { outcome: OUTCOMES[event] })
  const email = address.toLowerCase()
  const user = await database().user.findUnique({ where: { email }, select: { id: true } })
  const fields = {
    userId: user?.id ?? null,
    clientAddress: source.address,
    knownBrowser: source.device !== null,
  }
  if (event === 'auth.locked') log.warn(event, fields)
  else log.info(event, fields)
}

function isBanned(error: { body?: { code?: string } | undefined }): boolean {
  return error.body?.code === 'BANNED_USER'
}

function tooMany(what: string, retryAfterSeconds: number): SignIn {
  return {
    ok: false,
    problem: `${what}. Try again ${describeWait(retryAfterSeconds)}.`,
    retryAfterSeconds,
  }
}

function describeWait(seconds: number): string {
  if (seconds < 30) return 'in a few seconds'
  return seconds < 90 ? 'in a minute' : `in ${Math.ceil(seconds / 60)} minutes`
}
