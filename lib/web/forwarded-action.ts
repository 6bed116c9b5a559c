import type { NextRequest } from 'next/server'
import { isLoopbackHost } from '@/lib/web/loopback-host'

/** Whether Next asks itself for an action, which the page that it was called from does not have. */
export function isForwardedAction({ headers }: NextRequest): boolean {
  return headers.has('x-action-forwarded')
}

/**
 * The host that people open the console at, as far as a request says it. Next asks itself by the address that it
 * listens at, `127.0.0.1` where the page was opened at `localhost`: then the page's own counts.
 */
export function hostOpened(request: NextRequest): string {
  const host = request.headers.get('host') ?? ''
  const origin = request.headers.get('origin')
  if (!isForwardedAction(request) || origin === null || !URL.canParse(origin)) return host
  const opened = new URL(origin).host
  const isSame = isLoopbackHost(opened) && isLoopbackHost(host) && portOf(opened) === portOf(host)
  return isSame ? opened : host
}

function portOf(host: string): string {
  return /:(\d+)$/.exec(host)?.[1] ?? ''
}
