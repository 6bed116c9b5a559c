import { holdNavigations } from '@/components/shell/frame/hold-navigations'
import { markUnattended } from '@/components/shell/frame/mark-unattended'
import { navigation } from '@/components/shell/frame/navigation'

const held = holdNavigations(window.fetch.bind(window), {
  onHeld: navigation.hold,
  isReachable,
  onOnline: (listener) => window.addEventListener('online', listener),
})
// Before the router makes its first request.
window.fetch = markUnattended(held, window)

/** Called by Next as each navigation begins. */
export function onRouterTransitionStart(url: string) {
  navigation.begin(new URL(url, location.href))
}

/** Whether the console answers anything at all; 502 and 504 are said by proxies in front of it. */
async function isReachable(fetchAsEver: typeof fetch): Promise<boolean> {
  const signal = AbortSignal.timeout(10_000)
  const answer = await fetchAsEver('/api/health', { cache: 'no-store', signal }).catch(() => null)
  return answer !== null && ![502, 504].includes(answer.status)
}
