import { UNREACHABLE_PAGE } from '@/lib/web/offline/unreachable-page'

/**
 * The script of the service worker. It answers a navigation that fails for want of a network, and
 * touches nothing else: no page, no answer of the API and no file is ever stored, so that it cannot
 * keep personal data. The page it answers with is part of the script.
 * @param build names the build, so that each one brings a worker of its own.
 */
export function serviceWorkerScript(build: string): string {
  return `// Build ${build.replace(/[^\w-]/g, '')}
const page = ${JSON.stringify(UNREACHABLE_PAGE.html)}
const headers = ${JSON.stringify(UNREACHABLE_PAGE.headers)}

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.mode !== 'navigate' || request.method !== 'GET') return
  // A download that fails is no page: the browser says so by itself.
  if (new URL(request.url).pathname.startsWith('/api/')) return
  event.respondWith(answer(request))
})

async function answer(request) {
  try {
    const response = await fetch(request)
    // A proxy in front of the console says that it cannot reach it; the console never says that.
    return [502, 504].includes(response.status) ? unreachable() : response
  } catch {
    return unreachable()
  }
}

function unreachable() {
  return new Response(page, { status: 503, headers })
}
`
}

/** The kill switch: served in its place, it takes the worker off every browser that has it. */
export const REMOVING_SCRIPT = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.registration.unregister()))
`
