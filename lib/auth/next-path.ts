/** The proxy writes the path asked for into this request header, over whatever a client sent. */
export const PATH_HEADER = 'x-veilgate-path'

/** Where to sign in, with the way back. */
export function signInPath(next: string | null | undefined): string {
  const path = safeNext(next)
  return path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`
}

/** Where to replace a password that somebody else knows, with the way on. */
export function changePasswordPath(next: string | null | undefined): string {
  return `/change-password?next=${encodeURIComponent(safeNext(next))}`
}

/** A page of this console to go to, from an untrusted value; `/` for anything else. */
export function safeNext(value: unknown): string {
  if (typeof value !== 'string' || value.length > 2_000) return '/'
  // Browsers read a backslash as a slash, and drop tabs and newlines within a URL.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value)) return '/'
  const base = 'http://same.invalid'
  if (!URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  // `/./..//elsewhere` only becomes `//elsewhere` by being parsed.
  if (url.pathname.startsWith('//')) return '/'
  if (
    url.origin !== base ||
    /^\/(sign-in|change-password|set-password|api|_next)(\/|$)/.test(url.pathname)
  )
    return '/'
  return `${url.pathname}${url.search}`
}
