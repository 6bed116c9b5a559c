import { createHash } from 'node:crypto'
import { env } from '@/lib/env'

/** How long a session lives, however much it is used. */
export const SESSION_SECONDS = 12 * 60 * 60

/**
 * What cookies of ours begin with. Where the site is https, browsers take one that begins with
 * `__Host-` from this host alone: a neighbour under the same domain cannot plant it. Browsers keep one
 * jar for all ports of a host, so that each installation has names of its own: two consoles on
 * `localhost` would else end each other's sessions.
 */
export function cookiePrefix(https: boolean, secret = env().VEILGATE_AUTH_SECRET): string {
  return `${https ? '__Host-' : ''}veilgate${installationOf(secret)}`
}

/** The name of the session's cookie. */
export function sessionCookieName(https: boolean, secret = env().VEILGATE_AUTH_SECRET): string {
  return `${cookiePrefix(https, secret)}.session_token`
}

/** Told from the secret, which all processes of an installation share and no other has. */
function installationOf(secret: string | undefined): string {
  if (secret === undefined) return ''
  return `-${createHash('sha256').update(`veilgate cookies|${secret}`).digest('hex').slice(0, 8)}`
}
