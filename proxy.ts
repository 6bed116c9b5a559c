import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { PATH_HEADER, signInPath } from '@/lib/auth/next-path'
import { SESSION_SECONDS, sessionCookieName } from '@/lib/auth/session-cookie'
import { isHttps, siteUrl } from '@/lib/auth/site'
import { contentSecurityPolicy, SECURITY_HEADERS } from '@/lib/web/security-headers'

/**
 * Before every request but those for static files: the security headers with a new nonce, the
 * refusal of foreign POSTs, and the way to sign in for whoever has no session cookie. Whether the
 * cookie is worth anything is checked by each page, action and route handler.
 */
export function proxy(request: NextRequest): NextResponse {
  if (isForeignWrite(request)) return secured(new NextResponse('Foreign origin', { status: 403 }))
  const { pathname, search } = request.nextUrl
  // Next answers these with a 500.
  if (!isDecodable(pathname)) return secured(new NextResponse('No address', { status: 400 }))
  const session = request.cookies.get(sessionCookieName(isHttps()))?.value
  if (session === undefined && !isOpen(pathname)) return secured(turnedAway(request))

  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, isHttps())
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set(PATH_HEADER, `${pathname}${search}`)
  // Next would take a client's word for the host it compares an action's origin with.
  headers.set('x-forwarded-host', ownHost(request))
  const response = secured(NextResponse.next({ request: { headers } }))
  response.headers.set('content-security-policy', policy)
  // What is set here stands over the handlers' own; a stream that is compressed arrives in lumps.
  if (pathname.startsWith('/api/')) response.headers.set('cache-control', 'no-store, no-transform')
  if (session !== undefined && isPage(request)) prolong(response, session)
  return response
}

export const config = {
  matcher: [
    '/((?!_next/static/|_next/image|favicon.ico$|icon.svg$|manifest.webmanifest$|apple-icon.png$|icons/).*)',
  ],
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function isOpen(pathname: string): boolean {
  return ['/sign-in', '/set-password', '/api/health'].includes(pathname)
}

function turnedAway(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  // The action of another page, which Next asks itself for: a body that it hangs up on would throw.
  if (request.headers.has('x-action-forwarded')) return new NextResponse(null, { status: 401 })
  if (pathname.startsWith('/api/') || request.method !== 'GET') {
    return NextResponse.json({ problem: 'You are not signed in.' }, { status: 401 })
  }
  const origin = siteUrl()?.origin ?? `http://${ownHost(request)}`
  return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), origin))
}

/** A browser always says where a POST comes from; what says nothing, or another place, is refused. */
function isForeignWrite(request: NextRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false
  const origin = request.headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return true
  return new URL(origin).host !== ownHost(request)
}

function ownHost(request: NextRequest): string {
  return siteUrl()?.host ?? request.headers.get('host') ?? ''
}

function isPage(request: NextRequest): boolean {
  return request.method === 'GET' && !request.nextUrl.pathname.startsWith('/api/')
}

/** A page cannot set cookies while it renders, so the cookie's life is prolonged here. */
function prolong(response: NextResponse, session: string) {
  response.cookies.set(sessionCookieName(isHttps()), session, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(),
    maxAge: SESSION_SECONDS,
  })
}

function secured(response: NextResponse): NextResponse {
  for (const [name, value] of SECURITY_HEADERS) response.headers.set(name, value)
  if (isHttps()) response.headers.set('strict-transport-security', 'max-age=31536000')
  return response
}
