'use client'

import { useEffect } from 'react'

const SCRIPT = '/service-worker'

/**
 * Keeps the service worker that answers for a lost network (lib/web/offline), or takes it away. Browsers
 * offer none on an insecure origin: there a lost network shows the browser's own page.
 */
export function ServiceWorker({ isWanted }: { isWanted: boolean }) {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    // Refused storage, private windows: the console works as well without.
    void (isWanted ? register() : remove()).catch(() => undefined)
  }, [isWanted])
  return null
}

/** Each load of a page asks whether there is a newer one. */
async function register() {
  await navigator.serviceWorker.register(SCRIPT, { updateViaCache: 'none' })
}

async function remove() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    if (registration.active?.scriptURL.endsWith(SCRIPT)) await registration.unregister()
  }
}
