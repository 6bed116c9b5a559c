import { cachedReader } from '@/lib/live/cached-reader'

/** Scrapers that come within it share a reading. */
const MAX_AGE_MS = 2_000
/** Prometheus gives a scrape ten seconds by default. */
const TIMEOUT_MS = 2_000

/**
 * A reading of what all processes know alike, taken once for all who scrape at a time. What fails or
 * takes too long is not known; it is not started again while it hangs.
 * @returns a function that reads; undefined where it could not.
 */
export function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value | undefined> {
  const cached = cachedReader<Value | undefined>({
    first: undefined,
    read: () => read().catch(() => undefined),
    late: () => undefined,
    timeoutMs: TIMEOUT_MS,
  })
  return () => cached(MAX_AGE_MS)
}
