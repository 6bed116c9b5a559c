import { createHmac, timingSafeEqual } from 'node:crypto'
import { env } from '@/lib/env'

/** The name that the session's cookie had up to version 0.3, the same for every console on a host. */
export function olderSessionCookieName(https: boolean): string {
  return `${https ? '__Host-' : ''}veilgate.session_token`
}

/**
 * Whether an older session cookie is of this installation's making: people who are signed in when it
 * is updated stay so, and those of another console on the host do not count.
 * @param value the cookie's, decoded.
 */
export function isOwnSession(
  value: string | undefined,
  secret = env().VEILGATE_AUTH_SECRET,
): value is string {
  if (value === undefined || secret === undefined) return false
  const dot = value.lastIndexOf('.')
  const right = Buffer.from(
    createHmac('sha256', secret).update(value.slice(0, dot)).digest('base64'),
  )
  const given = Buffer.from(value.slice(dot + 1))
  return dot > 0 && given.length === right.length && timingSafeEqual(given, right)
}
