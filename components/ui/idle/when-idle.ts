/** By then whoever came for one thing has gone on, and what the page itself loads is there. */
const DELAY_MS = 2_000

/**
 * Does what only prepares for later once the page has been there for a while and has nothing better to do. All that a
 * page prepares costs a browser and the console nearly as much as the page itself.
 * @returns what gives it up.
 */
export function whenIdle(act: () => void, delayMs = DELAY_MS): () => void {
  let request: number | undefined
  const timer = setTimeout(() => {
    if (typeof requestIdleCallback === 'function') request = requestIdleCallback(act)
    else act()
  }, delayMs)
  return () => {
    clearTimeout(timer)
    if (request !== undefined) cancelIdleCallback(request)
  }
}
