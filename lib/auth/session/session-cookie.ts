/** How long a session lives, however much it is used. */
export const SESSION_SECONDS = 12 * 60 * 60

/**
 * What cookies of ours begin with. Where the site is https, browsers take one that begins with
 * `__Host-` from this host alone: a neighbour under the same domain cannot plant it.
 */
export function cookiePrefix(https: boolean): string {
  return https ? '__Host-veilgate' : 'veilgate'
}

/** The name of the session's cookie. */
export function sessionCookieName(https: boolean): string {
  return `${cookiePrefix(https)}.session_token`
}
