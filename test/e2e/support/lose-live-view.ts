/**
 * Runs in the page, before its scripts: lets a test break the live stream off, after which none begins.
 * The page has a stream of its own, so that no other tab hears for it.
 */
export function loseLiveView() {
  Object.defineProperty(navigator, 'locks', { value: undefined })
  const ask = window.fetch
  const aborter = new AbortController()
  window.loseLiveView = () => aborter.abort()
  window.fetch = (address, init) => {
    if (!String(address).endsWith('/api/live')) return ask(address, init)
    const signals = [aborter.signal, init?.signal ?? []].flat()
    return ask(address, { ...init, signal: AbortSignal.any(signals) })
  }
}

declare global {
  interface Window {
    loseLiveView?: () => void
  }
}
