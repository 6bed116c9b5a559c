import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { PATH_HEADER, signInPath } from '@/lib/auth/next-path'
import { isOwnSession, olderSessionCookieName } from '@/lib/auth/session/older-session'
import { SESSION_SECONDS, sessionCookieName } from '@/lib/auth/session/session-cookie'
import { isHttps, siteUrl } from '@/lib/auth/site'
import { log } from '@/lib/log'
import { SIGNED_OUT_PROBLEM } from '@/lib/model/answers/signed-out'
import { isApiPath } from '@/lib/web/api-path'
import { hostOpened, isForwardedAction } from '@/lib/web/forwarded-action'
import { PROBED } from '@/lib/web/probed'
import { isStatic, refusalOf } from '@/lib/web/refuse-request'
import { contentSecurityPolicy, SECURITY_HEADERS } from '@/lib/web/security-headers'

/**
 * Before every request, those for static files included: the security headers with a new nonce, the
 * refusal of foreign writes and of bodies that are too large, and the way to sign in for whoever has
 * no session cookie. Whether the cookie is worth anything is checked by each page, action and route
 * handler.
 */
export function proxy(request: NextRequest): NextResponse {
  warnOfInsecureCookies(request)
  const refusal = refusalOf(request, siteUrl())
  if (refusal !== null) return secured(isForwardedAction(request) ? withoutBody(refusal) : refusal)
  const { pathname, search } = request.nextUrl
  const older = olderSession(request)
  const session = request.cookies.get(sessionCookieName(isHttps()))?.value ?? older
  const isFile = isStatic(pathname)
  if (session === undefined && !isFile && !isOpen(pathname)) return secured(turnedAway(request))

  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, isHttps())
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  if (older !== undefined) addCookie(headers, older)
  headers.set(PATH_HEADER, `${pathname}${search}`)
  // Next would take a client's word for the host it compares an action's origin with.
  headers.set('x-forwarded-host', ownHost(request))
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (older !== undefined) renameCookie(response, older)
  // A file has a name of its own for each version: Next says how long it may be kept.
  if (isFile) return withSecurityHeaders(response)
  secured(response)
  // What is set here stands over the handlers' own; a stream that is compressed arrives in lumps.
  if (pathname.startsWith('/api/')) response.headers.set('cache-control', 'no-store, no-transform')
  return response
}

let hasWarned = false

/** People reach it by https, and their cookies would be sent without it as well. */
function warnOfInsecureCookies(request: NextRequest) {
  if (hasWarned || isHttps() || request.headers.get('x-forwarded-proto') !== 'https') return
  hasWarned = true
  log.warn('web.cookies-not-secure', { wanted: 'VEILGATE_URL that begins with https://' })
}

function isOpen(pathname: string): boolean {
  return (
    PROBED.includes(pathname) ||
    isApiPath(pathname) ||
    ['/sign-in', '/set-password', '/service-worker'].includes(pathname)
  )
}

/** Next hangs up on what it does not expect of its own actions, and a body would still be on its way. */
function withoutBody({ status }: { status: number }): NextResponse {
  return new NextResponse(null, { status })
}

function turnedAway(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (isForwardedAction(request)) return withoutBody({ status: 401 })
  // The browser dropped a cookie that was over; Next shows the page a text of this very type.
  if (request.headers.has('next-action')) {
    const headers = { 'content-type': 'text/plain' }
    return new NextResponse(SIGNED_OUT_PROBLEM, { status: 401, headers })
  }
  if (pathname.startsWith('/api/') || request.method !== 'GET') {
    return NextResponse.json({ problem: 'You are not signed in.' }, { status: 401 })
  }
  const origin = siteUrl()?.origin ?? `http://${ownHost(request)}`
  return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), origin))
}

/** The session of somebody who signed in before its cookie had the name it has now. */
function olderSession({ cookies }: NextRequest): string | undefined {
  if (cookies.has(sessionCookieName(isHttps()))) return undefined
  const value = cookies.get(olderSessionCookieName(isHttps()))?.value
  return isOwnSession(value) ? value : undefined
}

function addCookie(headers: Headers, session: string) {
  const own = `${sessionCookieName(isHttps())}=${encodeURIComponent(session)}`
  headers.set('cookie', `${headers.get('cookie')}; ${own}`)
}

function renameCookie({ cookies }: NextResponse, session: string) {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps() } as const
  cookies.set(sessionCookieName(isHttps()), session, { ...options, maxAge: SESSION_SECONDS })
  cookies.set(olderSessionCookieName(isHttps()), '', { ...options, maxAge: 0 })
}

function ownHost(request: NextRequest): string {
  return siteUrl()?.host ?? hostOpened(request)
}

function secured(response: NextResponse): NextResponse {
  response.headers.set('cache-control', 'no-store')
  return withSecurityHeaders(response)
}

function withSecurityHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  if (isHttps()) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}
