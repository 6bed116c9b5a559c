import { cookiePrefix } from '@/lib/auth/session/session-cookie'
import { isHttps } from '@/lib/auth/site'

/** Twice as long as a replica that is read may be behind: by then it has what was written. */
const MAX_AGE_SECONDS = 120

/** The name of the cookie that says how far the log of the database was after this browser's last write. */
export function ownWriteCookieName(): string {
  return `${cookiePrefix(isHttps())}.wrote`
}

/**
 * The cookie for a browser that has just written. It is no secret and grants nothing: one that is made up
 * has its pages read from the primary.
 * @param place as `walPlaceNow` gives it.
 */
export function createOwnWriteCookie(place: string) {
  return {
    name: ownWriteCookieName(),
    value: place,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    maxAge: MAX_AGE_SECONDS,
  } as const
}
