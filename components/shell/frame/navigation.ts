/** What is known of the navigation under way. */
type Navigation = {
  /** The path and query that were asked for; null while nothing is. */
  pending: string | null
  /** Whether it waits for the console to be reachable again. */
  isHeld: boolean
}

/** A navigation that ends where it began changes no address: then nobody says that it has ended. */
const MAX_PENDING_MS = 30_000

const IDLE: Navigation = { pending: null, isHeld: false }

/** The tab's navigation. */
export const navigation = createNavigation()

/** Holds the navigation under way for whoever shows it. */
export function createNavigation() {
  let now = IDLE
  let shown: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const set = (next: Navigation) => {
    if (next.pending === now.pending && next.isHeld === now.isHeld) return
    now = next
    clearTimeout(timer)
    if (next.pending !== null && !next.isHeld) timer = setTimeout(() => set(IDLE), MAX_PENDING_MS)
    for (const listener of listeners) listener()
  }
  return {
    get: () => now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Something was asked for; going to the place one is at is no navigation. */
    begin: ({ pathname, search }: Pick<URL, 'pathname' | 'search'>) => {
      const href = hrefOf(pathname, search)
      set({ ...now, pending: href === shown ? null : href })
    },
    /** A page is shown: whatever was asked for has come, or something else in its place. */
    settle: (pathname: string, search: string) => {
      shown = hrefOf(pathname, search)
      set({ ...now, pending: null })
    },
    hold: (isHeld: boolean) => set({ ...now, isHeld }),
  }
}

/** The same text however the query was escaped. */
function hrefOf(pathname: string, search: string): string {
  const query = new URLSearchParams(search).toString()
  return query === '' ? pathname : `${pathname}?${query}`
}
