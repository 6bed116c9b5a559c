/** Cookies of ours begin with this; better-auth adds `__Secure-` in front where the site is https. */
export const COOKIE_PREFIX = 'veilgate'

/** How long a session lives, however much it is used. */
export const SESSION_SECONDS = 12 * 60 * 60

/** The name of the session's cookie. */
export function sessionCookieName(https: boolean): string {
  return `${https ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`
}
