import { env, isDevelopment } from '@/lib/env'
import { buildId } from '@/lib/web/build-id'
import { REMOVING_SCRIPT, serviceWorkerScript } from '@/lib/web/offline/service-worker'

/**
 * The service worker's script, for everybody: it holds nothing but the page for a lost network. Where
 * VEILGATE_OFFLINE_PAGE is off, and in development, a script that removes it.
 */
export function GET(): Response {
  const isWanted = env().VEILGATE_OFFLINE_PAGE === 'on' && !isDevelopment()
  return new Response(isWanted ? serviceWorkerScript(buildId()) : REMOVING_SCRIPT, {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  })
}
