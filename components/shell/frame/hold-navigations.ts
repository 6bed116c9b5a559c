type Surroundings = {
  /** Told when navigations begin to wait, and when they no longer do. */
  onHeld: (isHeld: boolean) => void
  /** Asked again and again while some wait. */
  isReachable: (fetchAsEver: typeof fetch) => Promise<boolean>
  /** Calls the listener when the network may be back: no reason to sit out the pause. */
  onOnline: (listener: () => void) => void
}

const INITIAL_DELAY_MS = 500
const MAX_DELAY_MS = 5_000

/**
 * A `fetch` that keeps the router's requests for pages waiting while the console cannot be reached, and
 * makes them then. Left to itself the router turns a failed request into a load of the whole document,
 * and with that into the browser's error page.
 *
 * Next has a flag for this (`experimental.useOffline`), which also repeats server actions: those may
 * have been done although their answer was lost, and a reveal or an erasure is not done twice.
 */
export function holdNavigations(fetchAsEver: typeof fetch, around: Surroundings): typeof fetch {
  const untilReachable = waiting(fetchAsEver, around)
  return async (input, init) => {
    if (!isPageRequest(init)) return fetchAsEver(input, init)
    for (;;) {
      try {
        const response = await fetchAsEver(input, init)
        // A proxy in front of the console says that it cannot reach it.
        if (response.status !== 502 && response.status !== 504) return response
      } catch (error) {
        if (isAbort(error)) throw error
      }
      await untilReachable()
      init?.signal?.throwIfAborted()
    }
  }
}

/** Prefetches fail in silence, as they should; actions are never repeated. */
function isPageRequest(init: RequestInit | undefined): boolean {
  if (init === undefined || (init.method ?? 'GET') !== 'GET') return false
  const headers = new Headers(init.headers)
  return headers.has('rsc') && !headers.has('next-router-prefetch')
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && ['AbortError', 'TimeoutError'].includes(error.name)
}

/** One question at a time for all that wait. */
function waiting(fetchAsEver: typeof fetch, { onHeld, isReachable, onOnline }: Surroundings) {
  let shared: Promise<void> | null = null
  let hurry = () => {}
  onOnline(() => hurry())

  const ask = async () => {
    onHeld(true)
    for (let delayMs = INITIAL_DELAY_MS; !(await isReachable(fetchAsEver)); delayMs *= 2) {
      await new Promise<void>((resolve) => {
        hurry = resolve
        setTimeout(resolve, Math.min(MAX_DELAY_MS, delayMs))
      })
    }
    onHeld(false)
  }
  return () => {
    shared ??= ask().finally(() => {
      shared = null
    })
    return shared
  }
}
