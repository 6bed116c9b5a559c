import { UNATTENDED_HEADER } from '@/lib/model/session/unattended'

/** What a person does to a page. Not the movement of a pointer, which a desk that shakes makes, too. */
const INPUTS = ['pointerdown', 'wheel', 'keydown', 'click', 'popstate'] as const
/** Longer than anything takes that is still done for the last input. */
const ATTENDED_MS = 60_000

type Page = Pick<EventTarget, 'addEventListener'>

/**
 * A `fetch` that says of each request whether nobody touched the page for a minute. Timers read pages
 * again for as long as a run goes on or a list fails, and a tab that was left open would else never
 * idle out. The server decides what follows from it.
 */
export function markUnattended(fetchAsEver: typeof fetch, page: Page): typeof fetch {
  // Somebody has just opened it.
  let lastInputMs = Date.now()
  const note = ({ isTrusted }: Event) => {
    if (isTrusted) lastInputMs = Date.now()
  }
  for (const name of INPUTS) page.addEventListener(name, note, { capture: true, passive: true })

  return (input, init) => {
    if (Date.now() - lastInputMs < ATTENDED_MS) return fetchAsEver(input, init)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}))
    headers.set(UNATTENDED_HEADER, '1')
    return fetchAsEver(input, { ...init, headers })
  }
}
