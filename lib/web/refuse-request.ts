import { type NextRequest, NextResponse } from 'next/server'
import { announcesTooMuch } from '@/lib/web/receive-body'

/** The files of `app` and `public`, by name; test/proxy.test.ts holds the list to the folders. */
export const OPEN_FILES: readonly string[] = [
  '/favicon.ico',
  '/icon.svg',
  '/apple-icon.png',
  '/manifest.webmanifest',
  '/icons/icon-192.png',
  '/icons/icon-512.png',
  '/icons/maskable-512.png',
]

/**
 * Why a request is not even looked at, whoever sends it; null where it may be.
 * @param site the address people open, where one is configured.
 */
export function refusalOf(request: NextRequest, site: URL | undefined): NextResponse | null {
  const { pathname } = request.nextUrl
  if (site === undefined && !isOfThisMachine(request)) {
    const text = 'This address is unknown here. VEILGATE_URL names the address people open.'
    return new NextResponse(text, { status: 421 })
  }
  if (isStatic(pathname) && !['GET', 'HEAD'].includes(request.method)) {
    return new NextResponse('Only to be read', { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  if (isForeignWrite(request, site)) return new NextResponse('Foreign origin', { status: 403 })
  const length = request.headers.get('content-length') ?? undefined
  if (announcesTooMuch({ 'content-length': length })) {
    return new NextResponse('The request is too large.', { status: 413 })
  }
  // Next answers these with a 500.
  return isDecodable(pathname) ? null : new NextResponse('No address', { status: 400 })
}

/**
 * Where no address is configured the console listens on this machine alone, and another name is one
 * that a foreign page had resolved to it.
 */
function isOfThisMachine(request: NextRequest): boolean {
  const host = request.headers.get('host') ?? ''
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(host)
}

/** Whether a path is one of a file: open to everybody, and only to be read. */
export function isStatic(pathname: string): boolean {
  return pathname.startsWith('/_next/static/') || OPEN_FILES.includes(pathname)
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

/** A browser always says where a POST comes from; what says nothing, or another place, is refused. */
function isForeignWrite(request: NextRequest, site: URL | undefined): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false
  const origin = request.headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return true
  const { protocol, host } = new URL(origin)
  // Without an address of its own, the console does not know whether TLS ends in front of it.
  if (site !== undefined) return `${protocol}//${host}` !== site.origin
  return !['http:', 'https:'].includes(protocol) || host !== request.headers.get('host')
}
