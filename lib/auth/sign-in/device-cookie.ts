import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { cookiePrefix } from '@/lib/auth/session/session-cookie'
import { accountOf } from '@/lib/auth/sign-in/sign-in-limit'
import { isHttps } from '@/lib/auth/site'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'

const DAY_SECONDS = 24 * 60 * 60

/** How a browser proves that it has signed in to an account before. */
export const DEVICE_COOKIE_OPTIONS = {
  path: '/',
  httpOnly: true,
  sameSite: 'lax',
  maxAge: 180 * DAY_SECONDS,
} as const

/** A cookie for a browser that just signed in; the same id again where it had one. */
export function createDeviceCookie(email: string, known: string | null) {
  const device = known ?? randomBytes(16).toString('base64url')
  return { name: nameFor(email), value: `${device}.${signatureOf(email, device)}` }
}

/**
 * The id of a browser that has signed in to this account before, from the request's cookies; null
 * where there is none, or it is not of our making. It opens nothing: it only lets attempts count by
 * themselves (OWASP's device cookies).
 */
export function readDeviceCookie(headers: Headers, email: string): string | null {
  const value = cookieOf(headers, nameFor(email)) ?? cookieOf(headers, olderNameFor(email))
  const [device = '', signature = ''] = decode(value ?? '').split('.')
  const right = Buffer.from(signatureOf(email, device))
  const given = Buffer.from(signature)
  if (device === '' || given.length !== right.length) return null
  return timingSafeEqual(given, right) ? device : null
}

/** One for each account that a browser is used for. */
function nameFor(email: string): string {
  return `${cookiePrefix(isHttps())}.device_${accountOf(email).slice(0, 12)}`
}

/** As browsers kept it up to version 0.3; the next sign-in gives it its new name. */
function olderNameFor(email: string): string {
  return `${isHttps() ? '__Host-' : ''}veilgate.device_${accountOf(email).slice(0, 12)}`
}

function cookieOf(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
}

function signatureOf(email: string, device: string): string {
  const secret = env().VEILGATE_AUTH_SECRET
  if (secret === undefined) throw new UserError('VEILGATE_AUTH_SECRET is not set.')
  return createHmac('sha256', secret)
    .update(`veilgate device|${accountOf(email)}|${device}`)
    .digest('base64url')
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
