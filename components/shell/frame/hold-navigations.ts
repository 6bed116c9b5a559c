type Surroundings = {
  /** Told when navigations begin to wait, and when they no longer do. */
  onHeld: (isHeld: boolean) => void
  /** Asked again and again while some wait. */
  isReachable: (fetchAsEver: typeof fetch) => Promise<boolean>
  /** Calls the listener when the network may be back: no reason to sit out the pause. */
  onOnline: (listener: () => void) => void
}

/** What a request fails with whose answer fell silent. */
export const CONNECTION_LOST = 'The connection to the console is lost.'

const INITIAL_DELAY_MS = 500
const MAX_DELAY_MS = 5_000
/** A page that has nothing to say for longer is slow, or its connection is dead and nothing says so. */
const SILENT_MS = 10_000

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
  const fetchUnlessLost = losing(fetchAsEver, around)
  return async (input, init) => {
    if (!isPageRequest(init)) return fetchAsEver(input, init)
    for (;;) {
      try {
        const response = await fetchUnlessLost(input, init)
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

/**
 * A `fetch` that fails where its answer falls silent and the console cannot be reached either: without a network, a
 * browser may wait for a quarter of an hour.
 */
function losing(fetchAsEver: typeof fetch, { isReachable }: Surroundings): typeof fetch {
  return async (input, init) => {
    const aborter = new AbortController()
    const theirs = init?.signal
    theirs?.throwIfAborted()
    theirs?.addEventListener('abort', () => aborter.abort(theirs.reason))
    const silence = onSilence(async (hearOn) => {
      if (await isReachable(fetchAsEver)) hearOn()
      else aborter.abort(new TypeError(CONNECTION_LOST))
    })
    try {
      const response = await fetchAsEver(input, { ...init, signal: aborter.signal })
      void hear(response.clone(), silence.heard).finally(silence.end)
      return response
    } catch (error) {
      silence.end()
      throw error
    }
  }
}

/** Calls the listener when nothing was heard for a while, until it ends. */
function onSilence(listener: (heard: () => void) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const heard = () => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(listener, SILENT_MS, heard)
  }
  const end = () => {
    isOver = true
    clearTimeout(timer)
  }
  heard()
  return { heard, end }
}

/** Calls the listener with each part of a body that comes. */
async function hear({ body }: Response, heard: () => void): Promise<void> {
  const reader = body?.getReader()
  try {
    while (reader !== undefined && !(await reader.read()).done) heard()
  } catch {
    // Whoever asked is told.
  }
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
