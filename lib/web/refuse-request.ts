import { type NextRequest, NextResponse } from 'next/server'
import { log } from '@/lib/log'
import { refusedHostWords, refusedOriginWords } from '@/lib/model/answers/refused-origin'
import { REFUSED_REQUEST } from '@/lib/model/answers/refused-request'
import { singleton } from '@/lib/singleton'
import { hostOpened } from '@/lib/web/forwarded-action'
import { isLoopbackHost } from '@/lib/web/loopback-host'
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
    const host = hostOf(request)
    note({ host, origin: null, site: null })
    return refuse(421, refusedHostWords(host))
  }
  if (isStatic(pathname) && !['GET', 'HEAD'].includes(request.method)) {
    return new NextResponse('Only to be read', { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  if (isForeignWrite(request, site)) {
    const refused = { origin: originOf(request), host: hostOf(request), site: site?.origin }
    note({ ...refused, site: site?.origin ?? null })
    return refuse(403, refusedOriginWords(refused))
  }
  const length = request.headers.get('content-length') ?? undefined
  if (announcesTooMuch({ 'content-length': length })) {
    return refuse(413, REFUSED_REQUEST['too-large'])
  }
  // Next answers these with a 500.
  return isDecodable(pathname) ? null : new NextResponse('No address', { status: 400 })
}

/** Next shows the text of such an answer to a server action only where its type is this, to the letter. */
function refuse(status: number, text: string): NextResponse {
  return new NextResponse(text, { status, headers: { 'content-type': 'text/plain' } })
}

/** One line so often: whoever floods the console does not fill its log. */
const LOG_EVERY_MS = 10_000

/** Whether it is a setting or an attack, it is found by what was said and what was expected. */
function note(refused: { origin: string | null; host: string | null; site: string | null }) {
  const last = singleton('origin-refusals', () => ({ loggedAt: Number.NEGATIVE_INFINITY }))
  if (Date.now() - last.loggedAt < LOG_EVERY_MS) return
  last.loggedAt = Date.now()
  const { site: wanted, ...said } = refused
  log.warn('web.origin-refused', { ...said, VEILGATE_URL: wanted ?? 'not set' })
}

/** As far as it is the name of a host: it is shown and logged. */
function hostOf(request: NextRequest): string | null {
  const host = request.headers.get('host') ?? ''
  return /^[\w.:[\]-]{1,255}$/.test(host) ? host : null
}

function originOf(request: NextRequest): string | null {
  const origin = request.headers.get('origin') ?? ''
  return URL.canParse(origin) && origin.length < 300 ? new URL(origin).origin : null
}

/**
 * Where no address is configured the console listens on this machine alone, and another name is one
 * that a foreign page had resolved to it.
 */
function isOfThisMachine(request: NextRequest): boolean {
  return isLoopbackHost(request.headers.get('host') ?? '')
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
  return !['http:', 'https:'].includes(protocol) || host !== hostOpened(request)
}
